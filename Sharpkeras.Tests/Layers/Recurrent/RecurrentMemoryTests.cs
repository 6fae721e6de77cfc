using Sharpkeras.Callbacks;
using Sharpkeras.Devices;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>A warm step of a recurrent model takes what the steps before gave back.</summary>
[NonParallelizable]
public sealed class RecurrentMemoryTests
{
    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return Kind("LSTM", () => new LSTM(8, dropout: 0.2, recurrentDropout: 0.2));
        yield return Kind("GRU", () => new GRU(8, stateful: true));
        yield return Kind("stacked cells", () => new RNN(new StackedRNNCells([new SimpleRNNCell(8), new LSTMCell(8, dropout: 0.5)])));
        yield return Kind("Bidirectional", () => new Bidirectional(new SimpleRNN(8)));
    }

    [TestCaseSource(nameof(Kinds))]
    public void LiveBytesAreFlat(object make)
    {
        NoLeakAttribute.Live();
        using var scope = new TensorScope();
        var model = new Sequential([new Embedding(20, 4, maskZero: true), ((Func<Layer>)make)(), new Dense(2)]);
        model.Compile("adam", loss: "mse");
        Tensor tokens = Tensor.FromSpan<int>([.. Enumerable.Range(0, 160).Select(i => i % 20)], [16, 10]);
        var watch = new Watch();
        model.Fit(tokens, Ops.Ones([16, 2]), batchSize: 4, epochs: 8, verbosity: Verbosity.Silent, shuffle: false, callbacks: [watch]);
        Assert.That(watch.Seen, Has.Count.EqualTo(32));
        Assert.That(watch.Seen[8..], Is.All.EqualTo(watch.Seen[8]));

        model.Predict(tokens, batchSize: 4);
        long live = MemoryStats.LiveTensors;
        for (int i = 0; i < 3; i++)
        {
            using var own = new TensorScope();
            model.Predict(tokens, batchSize: 4);
        }

        Assert.That(MemoryStats.LiveTensors, Is.EqualTo(live));
    }

    private static TestCaseData Kind(string name, Func<Layer> make) => new TestCaseData(make).SetArgDisplayNames(name);

    private sealed class Watch : Callback
    {
        private readonly MemoryStats stats = MemoryStats.Of(Device.Cpu);

        public List<(long Tensors, long Bytes)> Seen { get; } = [];

        public override void OnTrainBatchEnd(int batch, StepResult result) => Seen.Add((MemoryStats.LiveTensors, stats.LiveBytes));
    }
}
