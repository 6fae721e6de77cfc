using Sharpkeras.Benchmarks.Measuring;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>Networks that are not LeNet.</summary>
internal static class NetworkJobs
{
    private const int Batch = 32;
    private const int MlpBatch = 128;

    public static void Vgg3(BenchmarkOptions options)
    {
        using var network = new Vgg3();
        using Tensor x = randn(Batch, 3, 32, 32), y = randint(0, 10, [Batch]);
        options.Report("vgg3", options.Time(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            network.zero_grad();
            F.cross_entropy(network.forward(x), y).backward();
        }), "ms");
    }

    public static void ResidualBlock(BenchmarkOptions options)
    {
        using var network = new ResidualBlock();
        using Tensor x = randn(Batch, 64, 32, 32).requires_grad_(true), gradient = ones(Batch, 64, 32, 32);
        options.Report("resblock", options.Time(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            network.zero_grad();
            x.grad = null;
            network.forward(x).backward([gradient]);
        }), "ms");
    }

    public static void Lstm(BenchmarkOptions options)
    {
        using var network = nn.LSTM(128, 128, batchFirst: true);
        using Tensor x = randn(64, 100, 128).requires_grad_(true), gradient = ones(64, 100, 128);
        options.Report("lstm", options.Time(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            network.zero_grad();
            x.grad = null;
            network.call(x).Item1.backward([gradient]);
        }), "ms");
    }

    /// <summary>Written out, since <c>TransformerEncoderLayer</c> is slower in training: it does not use the fused attention.</summary>
    public static void Transformer(BenchmarkOptions options)
    {
        using var network = new TransformerBlock();
        using Tensor x = randn(16, 128, 128).requires_grad_(true), gradient = ones(16, 128, 128);
        options.Report("transformer", options.Time(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            network.zero_grad();
            x.grad = null;
            network.forward(x).backward([gradient]);
        }), "ms");
    }

    public static void Mlp(BenchmarkOptions options)
    {
        MnistData data = MnistData.Train();
        using Tensor raw = tensor(data.Images, [data.Count, MnistData.Side * MnistData.Side]);
        using Tensor x = raw.to(ScalarType.Float32).div_(255f), labels = tensor(data.Labels), y = labels.to(ScalarType.Int64);
        using var network = new Mlp();
        options.Report("mlp", Training.Epochs(network, x, y, MlpBatch, options.Repeat), "s/epoch");
    }
}
