using Sharpkeras.Benchmarks.Measuring;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>The jobs of LeNet.</summary>
internal static class LeNetJobs
{
    public const int Batch = 64;

    private const int TestBatch = 256;

    public static void Train(BenchmarkOptions options)
    {
        var (x, y) = Prepare(MnistData.Train());
        using var network = new LeNet();
        options.Report("lenet", Training.Epochs(network, x, y, Batch, options.Repeat), "s/epoch");
    }

    public static void Evaluate(BenchmarkOptions options)
    {
        var (x, y) = Prepare(MnistData.Test());
        using var network = new LeNet();
        (double Loss, double Accuracy) result = default;
        Timing timing = options.Time(() => result = Score(network, x, y));
        Console.WriteLine($"loss {Figure.Number(result.Loss)}, accuracy {Figure.Number(result.Accuracy)} before any training");
        options.Report("evaluate", timing, "s");
        options.Report("evaluate_rate", x.shape[0] / timing.Median, "images/s");
    }

    /// <summary>Pixels of the program go in, ten probabilities come out as an array.</summary>
    public static void PredictOne(BenchmarkOptions options)
    {
        float[] pixels = [.. Enumerable.Range(0, 32 * 32).Select(i => i % 255 / 255f)];
        using var network = new LeNet();
        network.eval();
        using IDisposable inference = inference_mode();
        options.Report("predict_one", options.Time(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            F.softmax(network.forward(tensor(pixels, [1, 1, 32, 32])), 1).data<float>().ToArray();
        }), "us");
    }

    /// <summary>Trains an epoch and writes the weights as plain float32, of which make_model.py makes ONNX Runtime's model.</summary>
    public static void SaveWeights(string folder)
    {
        var (x, y) = Prepare(MnistData.Train());
        using var network = new LeNet();
        using optim.Optimizer adam = optim.Adam(network.parameters(), 1e-3);
        Training.Epoch(network, adam, x, y, Batch);
        Directory.CreateDirectory(folder);
        foreach (var (name, weight) in network.named_parameters())
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".f32"), weight.detach().contiguous().clone().bytes.ToArray());
        }
    }

    /// <summary>float32 [count, 1, 32, 32] and int64 [count].</summary>
    public static (Tensor X, Tensor Y) Prepare(MnistData data)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor raw = tensor(data.Images, [data.Count, 1, MnistData.Side, MnistData.Side]);
        Tensor x = F.pad(raw.to(ScalarType.Float32).div_(255f), [2, 2, 2, 2]);
        Tensor y = tensor(data.Labels).to(ScalarType.Int64);
        return (x.MoveToOuterDisposeScope(), y.MoveToOuterDisposeScope());
    }

    /// <summary>Mean loss and accuracy.</summary>
    public static (double Loss, double Accuracy) Score(LeNet network, Tensor x, Tensor y)
    {
        using IDisposable inference = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        network.eval();
        Tensor loss = zeros(1), hits = zeros(1, dtype: ScalarType.Int64);
        long count = x.shape[0];
        for (long begin = 0; begin < count; begin += TestBatch)
        {
            using DisposeScope inner = NewDisposeScope();
            long end = Math.Min(begin + TestBatch, count);
            Tensor labels = y.slice(0, begin, end, 1);
            Tensor logits = network.forward(x.slice(0, begin, end, 1));
            loss.add_(F.cross_entropy(logits, labels, reduction: nn.Reduction.Sum));
            hits.add_(logits.argmax(1).eq(labels).sum());
        }

        return (loss.item<float>() / count, (double)hits.item<long>() / count);
    }
}
