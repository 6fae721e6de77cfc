using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>The stages of a pipeline: <c>Dataset.FromFiles("*.csv").Interleave(path =&gt; CsvFile.Stream(path)).Shuffle(10_000, seed: 1).Batch(32).Prefetch(2)</c>.</summary>
public static class DatasetStages
{
    /// <summary>Applies a function to each element, on several threads; the order stays. Elements are made ahead, a few for each thread.</summary>
    /// <param name="dataset">The elements.</param>
    /// <param name="function">Must not change what others use, and give the same for the same.</param>
    /// <param name="workers">How many threads; 0 for all processors, 1 for the thread that asks. The results are the same.</param>
    public static Dataset<TOut> Map<TIn, TOut>(this Dataset<TIn> dataset, Func<TIn, TOut> function, int workers = 0) =>
        new MapStage<TIn, TOut>(dataset, function, Workers.CountFor(Check.NotNegative(workers, nameof(workers), "map")));

    /// <summary>The elements for which a function says yes.</summary>
    public static Dataset<T> Filter<T>(this Dataset<T> dataset, Func<T, bool> predicate) => new FilterStage<T>(dataset, predicate);

    /// <summary>
    /// Mixes the elements: each is drawn from a buffer of the next <paramref name="bufferSize"/> ones. Every epoch has a new order, which
    /// depends on the seed and the epoch alone.
    /// </summary>
    /// <param name="dataset">The elements.</param>
    /// <param name="bufferSize">How many elements are kept in memory; all of them make every order possible.</param>
    /// <param name="seed">Chooses the orders; null draws from the process's seed.</param>
    public static Dataset<T> Shuffle<T>(this Dataset<T> dataset, int bufferSize, int? seed = null) =>
        new ShuffleStage<T>(dataset, Check.Positive(bufferSize, nameof(bufferSize), "shuffle"), new SeedGenerator(seed).Key);

    /// <summary>Puts elements together, along a new first axis.</summary>
    /// <param name="dataset">Elements with arrays of the same shapes.</param>
    /// <param name="batchSize">How many.</param>
    /// <param name="dropRemainder">Whether a smaller batch at the end is left out.</param>
    public static Dataset<Element> Batch(this Dataset<Element> dataset, int batchSize, bool dropRemainder = false) =>
        new BatchStage(dataset, Check.Positive(batchSize, nameof(batchSize), "batch"), dropRemainder);

    /// <summary>Several passes one behind the other; null never ends.</summary>
    public static Dataset<T> Repeat<T>(this Dataset<T> dataset, int? epochs = null) =>
        new RepeatStage<T>(dataset, epochs is { } count ? Check.NotNegative(count, nameof(epochs), "repeat") : null);

    /// <summary>Makes elements ahead on a thread of its own, at most so many.</summary>
    public static Dataset<T> Prefetch<T>(this Dataset<T> dataset, int bufferSize = 2) =>
        new PrefetchStage<T>(dataset, Check.Positive(bufferSize, nameof(bufferSize), "prefetch"));

    /// <summary>
    /// Makes a dataset of each element (of each file, say), and takes blocks of several of them in turn, while threads read ahead in all.
    /// </summary>
    /// <param name="dataset">The elements.</param>
    /// <param name="function">Makes the datasets.</param>
    /// <param name="cycleLength">How many are open at the same time.</param>
    /// <param name="blockLength">How many elements of one come in a row.</param>
    /// <param name="workers">How many threads; 0 for all processors. The results are the same.</param>
    public static Dataset<TOut> Interleave<TIn, TOut>(
        this Dataset<TIn> dataset, Func<TIn, Dataset<TOut>> function, int cycleLength = 4, int blockLength = 1, int workers = 0) =>
        new InterleaveStage<TIn, TOut>(
            dataset,
            function,
            Check.Positive(cycleLength, nameof(cycleLength), "interleave"),
            Check.Positive(blockLength, nameof(blockLength), "interleave"),
            Workers.CountFor(Check.NotNegative(workers, nameof(workers), "interleave")));

    /// <summary>Keeps all elements in memory once a pass has gone through them; later passes take them from there, in the same order.</summary>
    public static Dataset<T> Cache<T>(this Dataset<T> dataset) => new CacheStage<T>(dataset);

    /// <summary>The first elements.</summary>
    public static Dataset<T> Take<T>(this Dataset<T> dataset, int count) =>
        new WindowStage<T>(dataset, 0, 1, Check.NotNegative(count, nameof(count), "take"));

    /// <summary>All but the first elements.</summary>
    public static Dataset<T> Skip<T>(this Dataset<T> dataset, int count) =>
        new WindowStage<T>(dataset, Check.NotNegative(count, nameof(count), "skip"), 1, long.MaxValue);

    /// <summary>Every <paramref name="count"/>th element from number <paramref name="index"/> on: the part of one of several machines.</summary>
    public static Dataset<T> Shard<T>(this Dataset<T> dataset, int count, int index)
    {
        Check.Positive(count, nameof(count), "shard");
        return index >= 0 && index < count
            ? new WindowStage<T>(dataset, index, count, long.MaxValue)
            : throw new ArgumentOutOfRangeException(nameof(index), $"shard — the index must lie in [0, {count}). Received {index}.");
    }

    /// <summary>This dataset, and others behind it.</summary>
    public static Dataset<T> Concatenate<T>(this Dataset<T> dataset, params Dataset<T>[] others) => Dataset.Concatenate([dataset, .. others]);

    /// <summary>Pairs of the elements of two datasets, as long as both have some.</summary>
    public static Dataset<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(this Dataset<TFirst> dataset, Dataset<TSecond> other) => Dataset.Zip(dataset, other);

    /// <summary>Lets <c>foreach (var (x, y) in dataset)</c> make tensors.</summary>
    public static BatchReader GetEnumerator(this Dataset<Element> dataset) => new(dataset.Read());

    /// <summary>Lets <c>foreach</c> go through the elements.</summary>
    public static DatasetReader<T> GetEnumerator<T>(this Dataset<T> dataset) => dataset.Read();
}
