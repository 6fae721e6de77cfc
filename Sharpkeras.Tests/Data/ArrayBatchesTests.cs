using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

/// <summary>Batches of arrays, and going on in the middle of them.</summary>
[OnDevices]
public sealed class ArrayBatchesTests
{
    [Test]
    public void APassHasEverySampleOnceAndThenEnds()
    {
        using var scope = new TensorScope();
        ArrayBatches batches = Eleven(new SeedGenerator(1));
        Assert.That(batches.Next(), Is.Null, "before the first pass");
        batches.Begin();
        List<float> first = Rest(batches);
        Assert.That(batches.Next(), Is.Null);
        batches.Begin();
        List<float> second = Rest(batches);
        Assert.That(first.Order(), Is.EqualTo(Enumerable.Range(0, 11)));
        Assert.That(second.Order(), Is.EqualTo(Enumerable.Range(0, 11)));
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(batches.Count, Is.EqualTo(3));
        Assert.That(batches.Samples, Is.EqualTo(11));
    }

    [Test]
    public void AnotherProcessGoesOnAfterAnyBatch([Values] bool shuffle, [Range(0, 6)] int before)
    {
        using var scope = new TensorScope();
        ArrayBatches whole = Eleven(shuffle ? new SeedGenerator(5) : null);
        for (int i = 0; i < before; i++)
        {
            Next(whole);
        }

        var state = new StateDictionary();
        whole.GetState(state);
        ArrayBatches again = Eleven(shuffle ? new SeedGenerator(77) : null);
        again.Begin();
        again.SetState(state);
        for (int i = 0; i < 8; i++)
        {
            Assert.That(Next(again), Is.EqualTo(Next(whole)));
        }
    }

    [Test]
    public void APositionInOtherDataIsRefused()
    {
        using var scope = new TensorScope();
        var state = new StateDictionary();
        Eleven(null).GetState(state);
        Tensor x = Ops.Zeros([11, 1]);
        Refused(new ArrayBatches(4, x.Device, [Ops.Zeros([12, 1])], [], []), state, "samples is 11 there. Received 12");
        Refused(new ArrayBatches(5, x.Device, [x], [], []), state, "batch_size is 4 there. Received 5");
        Refused(new ArrayBatches(4, x.Device, [x], [], [], new SeedGenerator(0)), state, "shuffled is 0 there. Received 1");
        Refused(Eleven(null), new StateDictionary(), "'samples' is missing");
    }

    private static ArrayBatches Eleven(SeedGenerator? shuffler)
    {
        Tensor x = Ops.Arange(11, dtype: DType.Float32);
        return new ArrayBatches(4, x.Device, [x], [], [], shuffler);
    }

    private static List<float> Rest(ArrayBatches batches)
    {
        var all = new List<float>();
        while (batches.Next() is { } rows)
        {
            all.AddRange(rows.X[0].ToArray<float>());
        }

        return all;
    }

    /// <summary>The next batch; after the last the first of a new pass.</summary>
    private static float[] Next(ArrayBatches batches)
    {
        if (batches.Next() is { } rows)
        {
            return rows.X[0].ToArray<float>();
        }

        batches.Begin();
        return Next(batches);
    }

    private static void Refused(ArrayBatches batches, StateDictionary state, string problem) =>
        Assert.That(() => batches.SetState(state), Throws.InstanceOf<ModelFileException>().With.Message.Contains(problem));
}
