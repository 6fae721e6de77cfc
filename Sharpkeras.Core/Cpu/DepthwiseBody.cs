using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A convolution of each channel by itself, or its gradient for the input, by target rows: each target pixel gathers what reaches it. Vectors
/// lie along the output channels c·m + i; where m is above 1 the input's channels are repeated m times before, and the gradient's sums folded
/// after. There are at least as many output channels as lanes, so that the last vector can overlap the one before it and nothing has a tail.
/// </summary>
internal unsafe struct DepthwiseBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>Products of a chunk, about.</summary>
    private const long Grain = 128 * 1024;

    public TapAxis Rows;
    public TapAxis Columns;
    public int KernelWidth;
    public int Images;

    /// <summary>Output channels, and how many of them one input channel has.</summary>
    public int Channels;
    public int Multiplier;

    /// <summary>Whether this is the gradient for the input.</summary>
    public bool Reverse;

    public T* Source;
    public T* Weights;
    public T* Bias;
    public TileEpilogue? Epilogue;
    public T* Target;

    private int rowsPerChunk;
    private int bands;

    /// <summary>The number of chunks, from the sizes alone.</summary>
    public int Split(int taps)
    {
        long perRow = Math.Max(1, (long)Columns.Targets * Channels * taps);
        rowsPerChunk = (int)Math.Clamp(Grain / perRow, 1, Math.Max(1, Rows.Targets));
        bands = (Rows.Targets + rowsPerChunk - 1) / rowsPerChunk;
        return checked(Images * bands);
    }

    public void Run(int chunk)
    {
        (int image, int band) = Math.DivRem(chunk, bands);
        int first = band * rowsPerChunk;
        int end = Math.Min(first + rowsPerChunk, Rows.Targets);
        using Scratch.Frame frame = Scratch.Open();
        nint sourceRow = (nint)Columns.Sources * Channels;
        nint targetRow = (nint)Columns.Targets * Channels;
        T* source = Reverse || Multiplier == 1 ? Source + (image * Rows.Sources * sourceRow) : Repeated(frame, image, first, end);
        bool folds = Reverse && Multiplier > 1;
        T* sums = folds ? frame.Take<T>(targetRow) : null;
        nint length = folds ? targetRow / Multiplier : targetRow;
        T* target = Target + ((((nint)image * Rows.Targets) + first) * length);
        for (int row = first; row < end; row++, target += length)
        {
            Row(source, row, folds ? sums : target);
            if (folds)
            {
                ChannelCopies.Fold(sums, target, length, Multiplier);
            }

            Epilogue?.Apply(target, length);
        }
    }

    /// <summary>
    /// The source rows that target rows need, with each channel as often as it has output channels. The result points to where row 0 would be.
    /// </summary>
    private readonly T* Repeated(Scratch.Frame frame, int image, int first, int end)
    {
        int low = int.MaxValue;
        int high = -1;
        for (int entry = Rows.First(first); entry < Rows.End(end - 1); entry++)
        {
            low = Math.Min(low, Rows.Source[entry]);
            high = Math.Max(high, Rows.Source[entry]);
        }

        if (high < 0)
        {
            return Source;
        }

        nint inputRow = (nint)Columns.Sources * (Channels / Multiplier);
        T* rows = frame.Take<T>((high - low + 1) * inputRow * Multiplier);
        T* source = Source + ((((nint)image * Rows.Sources) + low) * inputRow);
        ChannelCopies.Repeat(source, rows, (high - low + 1) * inputRow, Multiplier);
        return rows - (low * inputRow * Multiplier);
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void Row(T* source, int row, T* target)
    {
        nint channels = Channels;
        for (int column = 0; column < Columns.Targets; column++)
        {
            nint channel = 0;
            for (; channel <= channels - (4 * V.Count); channel += 4 * V.Count)
            {
                Four(source + channel, row, column, channel, target + channel);
            }

            for (; channel < channels; channel += V.Count)
            {
                nint place = Math.Min(channel, channels - V.Count);
                One(source + place, row, column, place, target + place);
            }

            target += channels;
        }
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void Four(T* source, int row, int column, nint channel, T* target)
    {
        bool biased = Bias != null;
        V sum0 = biased ? V.Load(Bias + channel) : V.Of(0);
        V sum1 = biased ? V.Load(Bias + channel + V.Count) : V.Of(0);
        V sum2 = biased ? V.Load(Bias + channel + (2 * V.Count)) : V.Of(0);
        V sum3 = biased ? V.Load(Bias + channel + (3 * V.Count)) : V.Of(0);
        int first = Columns.First(column);
        int end = Columns.End(column);
        int* sources = Columns.Source;
        int* taps = Columns.Tap;
        nint channels = Channels;
        for (int i = Rows.First(row); i < Rows.End(row); i++)
        {
            T* line = source + ((nint)Rows.Source[i] * Columns.Sources * Channels);
            T* weights = Weights + ((nint)Rows.Tap[i] * KernelWidth * Channels) + channel;
            for (int j = first; j < end; j++)
            {
                T* x = line + (sources[j] * channels);
                T* w = weights + (taps[j] * channels);
                sum0 = V.FusedMultiplyAdd(V.Load(x), V.Load(w), sum0);
                sum1 = V.FusedMultiplyAdd(V.Load(x + V.Count), V.Load(w + V.Count), sum1);
                sum2 = V.FusedMultiplyAdd(V.Load(x + (2 * V.Count)), V.Load(w + (2 * V.Count)), sum2);
                sum3 = V.FusedMultiplyAdd(V.Load(x + (3 * V.Count)), V.Load(w + (3 * V.Count)), sum3);
            }
        }

        V.Store(sum0, target);
        V.Store(sum1, target + V.Count);
        V.Store(sum2, target + (2 * V.Count));
        V.Store(sum3, target + (3 * V.Count));
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void One(T* source, int row, int column, nint channel, T* target)
    {
        V sum = Bias != null ? V.Load(Bias + channel) : V.Of(0);
        int first = Columns.First(column);
        int end = Columns.End(column);
        int* sources = Columns.Source;
        int* taps = Columns.Tap;
        nint channels = Channels;
        for (int i = Rows.First(row); i < Rows.End(row); i++)
        {
            T* line = source + ((nint)Rows.Source[i] * Columns.Sources * Channels);
            T* weights = Weights + ((nint)Rows.Tap[i] * KernelWidth * Channels) + channel;
            for (int j = first; j < end; j++)
            {
                sum = V.FusedMultiplyAdd(V.Load(line + (sources[j] * channels)), V.Load(weights + (taps[j] * channels)), sum);
            }
        }

        V.Store(sum, target);
    }
}
