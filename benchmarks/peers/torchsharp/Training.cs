using System.Diagnostics;
using Sharpkeras.Benchmarks.Measuring;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>The training loop that users of TorchSharp write, as fast as it gets without native code: data in one tensor, sums kept there until the epoch ends.</summary>
internal static class Training
{
    /// <summary>Warm epochs with shuffling, loss and accuracy; one more goes before, which warms up.</summary>
    public static Timing Epochs(nn.Module<Tensor, Tensor> network, Tensor x, Tensor y, int batch, int epochs)
    {
        using optim.Optimizer adam = optim.Adam(network.parameters(), 1e-3);
        network.train();
        List<double> seconds = [];
        for (int epoch = 0; epoch <= epochs; epoch++)
        {
            long begin = Stopwatch.GetTimestamp();
            Epoch(network, adam, x, y, batch);
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        Console.WriteLine($"epochs {string.Join(", ", seconds.Select(Figure.Number))} s (the first warms up)");
        return Timing.Of(seconds.Skip(1));
    }

    /// <summary>One epoch: mean loss and accuracy.</summary>
    public static (double Loss, double Accuracy) Epoch(nn.Module<Tensor, Tensor> network, optim.Optimizer optimizer, Tensor x, Tensor y, int batch)
    {
        long count = x.shape[0];
        using Tensor order = randperm(count), loss = zeros(1), hits = zeros(1, dtype: ScalarType.Int64);
        for (long begin = 0; begin < count; begin += batch)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor pick = order.slice(0, begin, Math.Min(begin + batch, count), 1);
            Step(network, optimizer, x.index_select(0, pick), y.index_select(0, pick), loss, hits);
        }

        return (loss.item<float>() / count, (double)hits.item<long>() / count);
    }

    /// <summary>One step; adds to the sums of losses and of right answers.</summary>
    public static void Step(nn.Module<Tensor, Tensor> network, optim.Optimizer optimizer, Tensor x, Tensor y, Tensor losses, Tensor hits)
    {
        optimizer.zero_grad();
        Tensor logits = network.forward(x);
        Tensor loss = F.cross_entropy(logits, y);
        loss.backward();
        optimizer.step();
        using (no_grad())
        {
            losses.add_(loss.detach(), alpha: y.shape[0]);
            hits.add_(logits.argmax(1).eq(y).sum());
        }
    }
}
