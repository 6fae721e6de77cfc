using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data.Pipeline;

public sealed class DatasetTests
{
    [TearDown]
    public void No_thread_is_left() => Assert.That(Workers.Live, Is.Zero);

    [Test]
    public void Loops_see_tensors_that_live_until_the_loop_goes_on()
    {
        Tensor x = new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        Tensor y = new[] { 7, 8, 9 };
        var batches = new List<float[]>();
        Tensor? earlier = null;
        foreach (var (inputs, targets) in Dataset.FromTensors(x, y).Batch(2))
        {
            Assert.That(earlier?.IsAlive, Is.Not.True);
            earlier = inputs;
            batches.Add([.. inputs.ToArray<float>(), .. targets.ToArray<int>()]);
        }

        Assert.That(batches, Is.EqualTo(new[] { new float[] { 1, 2, 3, 4, 7, 8 }, [5, 6, 9] }));
        Assert.That(earlier!.IsAlive, Is.False);
        Assert.That(() => earlier.ToArray<float>(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    [NoLeak]
    public void Batches_are_released_in_loops_with_scopes_of_their_own()
    {
        using var outer = new TensorScope();
        foreach (TensorBatch batch in Dataset.FromTensors(Ops.Ones([10, 3])).Repeat(5).Batch(4))
        {
            using var scope = new TensorScope();
            Assert.That(Ops.Sum(batch.X[0]).Item<float>(), Is.EqualTo(3 * batch.X[0].Shape[0]));
        }
    }

    [Test]
    public void Several_inputs_and_weights_are_kept_apart()
    {
        Tensors x = new[] { Ops.Ones([4, 2]), Ops.Zeros([4], DType.Int32) };
        foreach (TensorBatch batch in Dataset.FromTensors(x, Ops.Ones([4, 1]), Ops.Ones([4])).Batch(3, dropRemainder: true))
        {
            Assert.That(batch.X.Select(tensor => tensor.Shape.ToString()), Is.EqualTo(new[] { "[3, 2]", "[3]" }));
            Assert.That(batch.Y.Single.Shape.ToArray(), Is.EqualTo(new[] { 3, 1 }));
            Assert.That(batch.SampleWeight.Single.Shape.ToArray(), Is.EqualTo(new[] { 3 }));
            Assert.That(() => { var (_, _) = batch; }, Throws.InvalidOperationException);
        }
    }

    [Test]
    public void Every_epoch_has_an_order_of_its_own_which_the_seed_decides()
    {
        long[][] Orders(int? seed)
        {
            Dataset<long> dataset = Dataset.Range(100).Shuffle(100, seed);
            return [.. Enumerable.Range(0, 4).Select(_ => dataset.AsEnumerable().ToArray())];
        }

        long[][] first = Orders(5);
        Assert.That(Orders(5), Is.EqualTo(first));
        Assert.That(first.Append(Orders(6)[0]).Append([.. Enumerable.Range(0, 100)]).Select(order => string.Join(' ', order)), Is.Unique);
        Keras.SetRandomSeed(3);
        long[][] drawn = Orders(null);
        Keras.SetRandomSeed(3);
        Assert.That(Orders(null), Is.EqualTo(drawn));
    }

    [Test]
    public void Repetitions_have_orders_of_their_own()
    {
        long[] twice = [.. Dataset.Range(50).Shuffle(50, seed: 1).Repeat(2).AsEnumerable()];
        long[] first = twice[..50];
        long[] second = twice[50..];
        Assert.That(first, Is.Not.EqualTo(second));
        Assert.That(first.Order(), Is.EqualTo(second.Order()));
        Assert.That(Dataset.Range(50).Shuffle(50, seed: 1).Repeat().Take(100).AsEnumerable(), Is.EqualTo(twice));
        Assert.That(Dataset.Range(0).Repeat().AsEnumerable(), Is.Empty);
    }

    [Test]
    public void A_small_buffer_keeps_elements_near_their_places()
    {
        long[] order = [.. Dataset.Range(1000).Shuffle(10, seed: 2).AsEnumerable()];
        Assert.That(order.Select((value, place) => value - place).Max(), Is.LessThan(10));
    }

    [Test]
    public void A_cache_reads_its_source_once()
    {
        int passes = 0;
        Dataset<long> dataset = Dataset.FromGenerator(() =>
        {
            passes++;
            return Enumerable.Range(0, 5).Select(i => (long)i);
        }).Cache();
        Assert.That(dataset.Take(3).AsEnumerable().Count(), Is.EqualTo(3));
        Assert.That(dataset.AsEnumerable().Count(), Is.EqualTo(5));
        Assert.That(passes, Is.EqualTo(2), "a pass that ended early was kept");
        Assert.That(dataset.AsEnumerable().Count(), Is.EqualTo(5));
        Assert.That(passes, Is.EqualTo(2));
        Assert.That(dataset.Cardinality, Is.EqualTo(5));
    }

    [Test]
    public void Interleaving_takes_blocks_in_turn_and_then_the_next()
    {
        Dataset<long> dataset = Dataset.FromList(["aaaa", "bb", "ccc", "d"])
            .Interleave(text => Dataset.FromList([.. text.Select(letter => (long)letter)]), cycleLength: 2, blockLength: 2);
        string order = string.Concat(dataset.AsEnumerable().Select(letter => (char)letter));

        // As tf.data: both have ended when that shows, at b's turn, and so c comes into the place of b.
        Assert.That(order, Is.EqualTo("aabbaaccdc"));
    }

    [Test]
    public void Cardinalities_are_known_where_they_can_be()
    {
        Assert.That(Dataset.Range(1, 10, 4).AsEnumerable(), Is.EqualTo(new[] { 1, 5, 9 }));
        Assert.That(Dataset.Range(3, 0, -2).AsEnumerable(), Is.EqualTo(new[] { 3, 1 }));
        Assert.That(Dataset.Range(7).Repeat().Cardinality, Is.EqualTo(Dataset.Infinite));
        Assert.That(Dataset.Range(7).Repeat().Take(3).Cardinality, Is.EqualTo(3));
        Assert.That(Dataset.Range(7).Filter(i => i > 2).Cardinality, Is.EqualTo(Dataset.Unknown));
        Assert.That(Dataset.Range(7).Map(i => i).Prefetch(2).Shuffle(3).Repeat(2).Cardinality, Is.EqualTo(14));
    }

    [Test]
    public void Elements_of_different_shapes_are_no_batch()
    {
        Dataset<Element> dataset = Dataset.Range(5).Map(i => new Element(new HostArray(DType.UInt8, [i < 3 ? 2 : 4], new byte[i < 3 ? 2 : 4])));
        Assert.That(
            () => dataset.Batch(2).AsEnumerable().Count(),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("uint8 [2] as element 2 and uint8 [4] as element 3"));
    }

    [Test]
    public void Random_access_data_come_in_any_order_and_are_told_of_the_end()
    {
        var data = new Squares();
        Dataset<Element> dataset = Dataset.FromRandomAccess(data, shuffle: true, seed: 4);
        long[][] epochs = [.. Enumerable.Range(0, 2).Select(_ => dataset.AsEnumerable().Select(batch => batch.X[0].Span<long>()[0]).ToArray())];
        Assert.That(epochs[0], Is.Not.EqualTo(epochs[1]));
        Assert.That(epochs.Select(epoch => epoch.Order()), Is.All.EqualTo(Enumerable.Range(0, 20).Select(i => (long)i * i)));
        Assert.That(data.Ends, Is.EqualTo(2));
    }

    [Test]
    public void Bad_arguments_are_refused()
    {
        Dataset<long> numbers = Dataset.Range(3);
        Assert.That(() => numbers.Shuffle(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("bufferSize"));
        Assert.That(() => numbers.Map(i => i, workers: -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => numbers.Prefetch(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => numbers.Shard(3, 3), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("[0, 3)"));
        Assert.That(() => numbers.Take(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => numbers.Repeat(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => numbers.Read(new DatasetPosition(-1, 0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Dataset.Range(0, 1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Dataset.FromTensors(Ops.Ones([3, 2]), Ops.Ones([4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("[3, 2], [4]"));
        Assert.That(() => new Element([]), Throws.ArgumentException);
    }

    private sealed class Squares : IRandomAccessDataset
    {
        public int Ends { get; private set; }

        public int Count => 20;

        public Element this[int index] => new(HostArray.From([(long)index * index], [1]));

        public void OnEpochEnd() => Ends++;
    }
}
