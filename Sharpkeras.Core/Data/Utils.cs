using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras.Data;

/// <summary>What Keras has in <c>keras.utils</c> for data in memory. All of it computes on the host.</summary>
public static partial class Utils
{
    /// <summary>One-hot rows of class numbers, as Keras's <c>to_categorical</c>.</summary>
    /// <param name="x">Class numbers [samples, …]; a last axis of length 1 is dropped.</param>
    /// <param name="numClasses">How many classes; null for the largest number + 1.</param>
    /// <returns>float32 [samples, …, classes].</returns>
    /// <exception cref="ArgumentException">A number is no class, or there are none to count.</exception>
    public static Tensor ToCategorical(Tensor x, int? numClasses = null)
    {
        double[] labels = Doubles(x);
        int classes = numClasses is { } given ? Check.Positive(given, nameof(numClasses), "to_categorical") : Classes(labels);
        float[] rows = new float[checked(labels.Length * classes)];
        for (int i = 0; i < labels.Length; i++)
        {
            double label = labels[i];
            if (!(label >= 0 && label < classes && Math.Floor(label) == label))
            {
                throw new ArgumentException($"to_categorical — labels must be whole numbers in [0, {Text.Of(classes - 1)}]. Received {Text.Of(label)}.", nameof(x));
            }

            rows[(i * classes) + (int)label] = 1;
        }

        Shape shape = x.Rank > 1 && x.Shape[^1] == 1 ? x.Shape[..^1] : x.Shape;
        return Tensor.FromSpan<float>(rows, [.. shape.Span, classes]);
    }

    /// <summary>Sequences of different lengths as the rows of one array, as Keras's <c>pad_sequences</c>.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="maxlen">The length of the rows; null for that of the longest sequence.</param>
    /// <param name="padding">Where short ones are filled.</param>
    /// <param name="truncating">Where long ones lose elements.</param>
    /// <param name="value">What short ones are filled with.</param>
    /// <returns>[sequences, maxlen].</returns>
    /// <exception cref="ArgumentException">There are no sequences.</exception>
    public static Tensor PadSequences<T>(
        IReadOnlyList<IReadOnlyList<T>> sequences,
        int? maxlen = null,
        SequenceSide padding = SequenceSide.Pre,
        SequenceSide truncating = SequenceSide.Pre,
        T value = default)
        where T : unmanaged
    {
        if (sequences.Count == 0)
        {
            throw new ArgumentException("pad_sequences — at least one sequence is needed. Received none.", nameof(sequences));
        }

        int length = maxlen is { } given ? Check.NotNegative(given, nameof(maxlen), "pad_sequences") : sequences.Max(sequence => sequence.Count);
        T[] rows = new T[checked(sequences.Count * length)];
        Array.Fill(rows, value);
        for (int i = 0; i < sequences.Count; i++)
        {
            IReadOnlyList<T> sequence = sequences[i];
            int kept = Math.Min(length, sequence.Count);
            int from = truncating == SequenceSide.Pre ? sequence.Count - kept : 0;
            int to = (i * length) + (padding == SequenceSide.Pre ? length - kept : 0);
            for (int j = 0; j < kept; j++)
            {
                rows[to + j] = sequence[from + j];
            }
        }

        return Tensor.FromSpan<T>(rows, [sequences.Count, length]);
    }

    /// <summary>Divides by the norm along an axis, as Keras's <c>normalize</c>; rows of zeros stay zeros.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axis">Along which axis the norm is taken.</param>
    /// <param name="order">The norm's order: 2 for Euclid's, 1 for the sum of magnitudes, infinity for the largest.</param>
    /// <returns>float32 (or float64 for float64) of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is not positive, or there is no such axis.</exception>
    public static Tensor Normalize(Tensor x, int axis = -1, double order = 2)
    {
        if (!(order > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(order), $"normalize — the order must be positive. Received {Text.Of(order)}.");
        }

        int place = x.Shape.Axis(axis, "normalize");
        double[] values = Doubles(x);
        int length = x.Shape[place];
        int inner = checked((int)((Shape)x.Shape[(place + 1)..]).Length);
        for (int outer = 0; outer < values.Length; outer += Math.Max(1, length * inner))
        {
            for (int i = 0; i < inner; i++)
            {
                DivideByNorm(values, outer + i, length, inner, order);
            }
        }

        return x.DType == DType.Float64
            ? Tensor.FromSpan<double>(values, x.Shape)
            : Tensor.FromSpan<float>(Array.ConvertAll(values, value => (float)value), x.Shape);
    }

    /// <summary>Splits samples into two parts, for training and for tests.</summary>
    /// <param name="x">Inputs [samples, …].</param>
    /// <param name="y">Targets [samples, …].</param>
    /// <param name="testSize">The share of the samples for tests, in (0, 1).</param>
    /// <param name="shuffle">Whether samples are drawn at random; otherwise the last ones are for tests.</param>
    /// <param name="seed">Chooses the samples; null draws from the process's seed.</param>
    /// <returns>The parts of x, then those of y.</returns>
    /// <exception cref="ArgumentException">The numbers of samples differ, or a part would be empty.</exception>
    public static (Tensor TrainX, Tensor TestX, Tensor TrainY, Tensor TestY) TrainTestSplit(
        Tensor x, Tensor y, double testSize = 0.25, bool shuffle = true, int? seed = null)
    {
        if (x.Rank == 0 || y.Rank == 0 || x.Shape[0] != y.Shape[0])
        {
            throw new ShapeException($"train_test_split — inputs and targets need the same number of samples. Received {x.Shape} and {y.Shape}.");
        }

        int samples = x.Shape[0];
        int tests = (int)Math.Ceiling(samples * Check.Inside(testSize, 0, 1, nameof(testSize), "train_test_split"));
        if (tests == 0 || tests == samples)
        {
            throw new ArgumentException($"train_test_split — a share of {Text.Of(testSize)} of {Text.Of(samples)} samples leaves a part empty. Give another share.", nameof(testSize));
        }

        int[] order = [.. Enumerable.Range(0, samples)];
        if (shuffle)
        {
            Shuffle(order, new SeedGenerator(seed).Key);
        }

        int[] train = order[..(samples - tests)];
        int[] test = order[(samples - tests)..];
        return (Rows(x, train), Rows(x, test), Rows(y, train), Rows(y, test));
    }

    /// <summary>Fisher and Yates.</summary>
    private static void Shuffle(int[] order, ulong key)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)(((ulong)Philox.Word(key, 0, i) * (uint)(i + 1)) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private static Tensor Rows(Tensor tensor, int[] rows)
    {
        HostArray all = tensor.ToHost();
        int length = all.Bytes.Length / tensor.Shape[0];
        byte[] chosen = new byte[length * rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            all.Bytes.AsSpan(rows[i] * length, length).CopyTo(chosen.AsSpan(i * length));
        }

        return Tensor.FromHost(new HostArray(tensor.DType, tensor.Shape.With(0, rows.Length), chosen));
    }

    private static void DivideByNorm(double[] values, int begin, int length, int stride, double order)
    {
        double norm = 0;
        for (int i = 0; i < length; i++)
        {
            double magnitude = Math.Abs(values[begin + (i * stride)]);
            norm = double.IsInfinity(order) ? Math.Max(norm, magnitude) : norm + (order == 2 ? magnitude * magnitude : Math.Pow(magnitude, order));
        }

        norm = double.IsInfinity(order) ? norm : order == 2 ? Math.Sqrt(norm) : Math.Pow(norm, 1 / order);
        for (int i = 0; norm > 0 && i < length; i++)
        {
            values[begin + (i * stride)] /= norm;
        }
    }

    private static int Classes(double[] labels) => labels.Length > 0 && labels.Max() is >= 0 and < int.MaxValue and var highest
        ? (int)highest + 1
        : throw new ArgumentException("to_categorical — there are no class numbers to count. Pass numClasses.");

    private static double[] Doubles(Tensor tensor)
    {
        HostArray array = tensor.ToHost();
        return array.DType switch
        {
            DType.Float32 => Array.ConvertAll(array.Span<float>().ToArray(), value => (double)value),
            DType.Float64 => array.Span<double>().ToArray(),
            DType.Int8 => Array.ConvertAll(array.Span<sbyte>().ToArray(), value => (double)value),
            DType.UInt8 => Array.ConvertAll(array.Bytes, value => (double)value),
            DType.Int16 => Array.ConvertAll(array.Span<short>().ToArray(), value => (double)value),
            DType.Int32 => Array.ConvertAll(array.Span<int>().ToArray(), value => (double)value),
            DType.Int64 => Array.ConvertAll(array.Span<long>().ToArray(), value => (double)value),
            _ => Array.ConvertAll(array.Bytes, value => (double)value),
        };
    }
}
