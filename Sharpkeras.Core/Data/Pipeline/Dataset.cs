using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>Where elements of a pipeline come from. The stages are methods of <see cref="Dataset{T}"/> (<see cref="DatasetStages"/>).</summary>
public static class Dataset
{
    /// <summary>The cardinality of a dataset that does not end, as in Keras.</summary>
    public const long Infinite = -1;

    /// <summary>The cardinality of a dataset whose length shows only when it is read, as in Keras.</summary>
    public const long Unknown = -2;

    /// <summary>One element for each row of tensors (<c>from_tensor_slices</c> of tf.data). Their content is copied at once.</summary>
    /// <param name="x">The inputs, [samples, …].</param>
    /// <param name="y">The targets, [samples, …]; none.</param>
    /// <param name="sampleWeight">The weights, [samples, …]; none.</param>
    /// <exception cref="ShapeException">The first axes differ, or there is none.</exception>
    public static Dataset<Element> FromTensors(Tensors x, Tensors y = default, Tensors sampleWeight = default) =>
        FromArrays(new Element([.. x.Select(Host)], [.. y.Select(Host)], [.. sampleWeight.Select(Host)]));

    /// <summary>One element for each row of arrays in ordinary memory, which are not copied.</summary>
    /// <param name="arrays">Inputs, targets and weights, all [samples, …].</param>
    /// <exception cref="ShapeException">The first axes differ, or there is none.</exception>
    public static Dataset<Element> FromArrays(Element arrays)
    {
        foreach (HostArray array in arrays.Arrays)
        {
            if (array.Shape.Rank == 0 || array.Shape[0] != arrays.X[0].Shape[0])
            {
                throw new ShapeException(
                    $"dataset — all arrays need the same first axis. Received {string.Join(", ", arrays.Arrays.Select(a => a.Shape))}.");
            }
        }

        Shape[] rows = Array.ConvertAll(arrays.Arrays, array => array.Shape[1..]);
        return new ListSource<Element>(arrays.X[0].Shape[0], index => Row(arrays, rows, (int)index));
    }

    /// <summary>What a function yields. It is called for each epoch and has to yield the same each time.</summary>
    /// <param name="generate">Makes the elements; disposed of when a loop ends early.</param>
    /// <param name="cardinality">How many there are, where that is known.</param>
    public static Dataset<T> FromGenerator<T>(Func<IEnumerable<T>> generate, long cardinality = Unknown) =>
        new GeneratorSource<T>(_ => generate(), cardinality);

    /// <summary>What a function yields for an epoch (0, 1, …).</summary>
    /// <param name="generate">Makes the elements; disposed of when a loop ends early.</param>
    /// <param name="cardinality">How many there are, where that is known.</param>
    public static Dataset<T> FromGenerator<T>(Func<long, IEnumerable<T>> generate, long cardinality = Unknown) =>
        new GeneratorSource<T>(generate, cardinality);

    /// <summary>Elements in memory.</summary>
    public static Dataset<T> FromList<T>(IReadOnlyList<T> elements) => new ListSource<T>(elements.Count, index => elements[(int)index]);

    /// <summary>The numbers from 0 to <paramref name="stop"/> − 1.</summary>
    public static Dataset<long> Range(long stop) => Range(0, stop);

    /// <summary>The numbers from <paramref name="start"/> on by <paramref name="step"/>, without <paramref name="stop"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static Dataset<long> Range(long start, long stop, long step = 1)
    {
        if (step == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(step), "range — the step must not be 0.");
        }

        long distance = step > 0 ? stop - start : start - stop;
        long size = Math.Abs(step);
        return new ListSource<long>(Math.Max(0, (distance + size - 1) / size), index => start + (index * step));
    }

    /// <summary>The paths that match patterns such as <c>data/part-*.csv</c> or <c>data/**/*.png</c>, sorted; or each epoch in an order of its own.</summary>
    /// <param name="patterns">Paths with <c>*</c> and <c>?</c> in any part; <c>**</c> stands for any number of folders.</param>
    /// <param name="shuffle">Whether each epoch has a new order.</param>
    /// <param name="seed">Chooses the orders; null draws from the process's seed.</param>
    /// <exception cref="FileNotFoundException">A pattern matches nothing.</exception>
    public static Dataset<string> FromFiles(IEnumerable<string> patterns, bool shuffle = false, int? seed = null)
    {
        string[] files = FileGlob.Find(patterns);
        Dataset<string> sorted = FromList(files);
        return shuffle ? sorted.Shuffle(files.Length, seed) : sorted;
    }

    /// <summary>The paths that match a pattern, as with several.</summary>
    /// <param name="pattern">A path with <c>*</c> and <c>?</c> in any part; <c>**</c> stands for any number of folders.</param>
    /// <param name="shuffle">Whether each epoch has a new order.</param>
    /// <param name="seed">Chooses the orders; null draws from the process's seed.</param>
    /// <exception cref="FileNotFoundException">The pattern matches nothing.</exception>
    public static Dataset<string> FromFiles(string pattern, bool shuffle = false, int? seed = null) => FromFiles([pattern], shuffle, seed);

    /// <summary>The batches of random-access data.</summary>
    /// <param name="data">The batches.</param>
    /// <param name="shuffle">Whether each epoch has a new order of the batches.</param>
    /// <param name="seed">Chooses the orders; null draws from the process's seed.</param>
    /// <param name="workers">How many threads make batches; 0 for all processors, 1 for the thread of the loop.</param>
    public static Dataset<Element> FromRandomAccess(IRandomAccessDataset data, bool shuffle = false, int? seed = null, int workers = 0)
    {
        Dataset<long> indices = Range(data.Count);
        Dataset<long> order = shuffle && data.Count > 0 ? indices.Shuffle(data.Count, seed) : indices;
        return new EpochEndStage<Element>(order.Map(index => data[(int)index], workers), data.OnEpochEnd);
    }

    /// <summary>Pairs of elements, as long as both datasets have some.</summary>
    public static Dataset<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(Dataset<TFirst> first, Dataset<TSecond> second) =>
        new ZipStage<TFirst, TSecond>(first, second);

    /// <summary>The datasets one behind the other.</summary>
    public static Dataset<T> Concatenate<T>(params Dataset<T>[] datasets) => new ConcatenateStage<T>([.. datasets]);

    private static HostArray Host(Tensor tensor) => tensor.ToHost();

    private static Element Row(Element arrays, Shape[] shapes, int index)
    {
        var rows = new HostArray[shapes.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            HostArray array = arrays.Arrays[i];
            int length = array.Bytes.Length / array.Shape[0];
            rows[i] = new HostArray(array.DType, shapes[i], array.Bytes.AsSpan(index * length, length).ToArray());
        }

        return arrays.With(rows);
    }
}
