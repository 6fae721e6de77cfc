using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of the kernel where each channel is convolved by itself: for each place of the kernel the products of the input and the
/// output's gradient, summed over the pixels. Vectors lie along the output channels c·m + i, of which there are at least as many as lanes; the
/// last vector overlaps the one before it, and each vector has sums of its own. A chunk is some of the output rows of all images; the
/// chunks' sums are added in order at the end.
/// </summary>
internal unsafe struct DepthwiseKernelBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    private const int EnoughParts = 16;
    private const long Grain = 128 * 1024;

    public ConvGeometry Geometry;
    public TapAxis Rows;
    public T* X;
    public T* Gradient;

    /// <summary>[parts, places of the kernel, vectors, lanes].</summary>
    public T* Sums;

    private int parts;

    public readonly int Parts => parts;

    public readonly nint PartLength => (nint)Taps * Vectors * V.Count;

    private readonly int Taps => Geometry.KernelHeight * Geometry.KernelWidth;

    private readonly int Vectors => (Geometry.OutputChannels + V.Count - 1) / V.Count;

    /// <summary>The number of chunks, from the sizes alone.</summary>
    public int Split()
    {
        long rows = (long)Geometry.Batch * Geometry.OutputHeight;
        long work = rows * Geometry.OutputWidth * Geometry.OutputChannels * Taps;
        parts = (int)Math.Clamp(Math.Min(rows, work / Grain), 1, EnoughParts);
        return parts;
    }

    public void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        nint inputRow = (nint)Geometry.InputWidth * Geometry.InputChannels;
        int multiplier = Geometry.GroupOutputChannels;
        T* repeated = multiplier == 1 ? null : frame.Take<T>(inputRow * multiplier);
        T* sums = Sums + (chunk * PartLength);
        System.Runtime.InteropServices.NativeMemory.Clear(sums, (nuint)(PartLength * sizeof(T)));
        long rows = (long)Geometry.Batch * Geometry.OutputHeight;
        for (long i = rows * chunk / parts; i < rows * (chunk + 1) / parts; i++)
        {
            (long image, long output) = Math.DivRem(i, Geometry.OutputHeight);
            T* dy = Gradient + ((nint)i * Geometry.OutputWidth * Geometry.OutputChannels);
            for (int entry = Rows.First((int)output); entry < Rows.End((int)output); entry++)
            {
                T* x = X + ((((nint)image * Geometry.InputHeight) + Rows.Source[entry]) * inputRow);
                if (multiplier > 1)
                {
                    ChannelCopies.Repeat(x, repeated, inputRow, multiplier);
                    x = repeated;
                }

                Row(x, dy, sums + ((nint)Rows.Tap[entry] * Geometry.KernelWidth * Vectors * V.Count));
            }
        }
    }

    /// <summary>Adds the parts in order and leaves out what vectors share.</summary>
    public readonly void Finish(T* dw)
    {
        LineMath.AddParts<V, T>(Sums, parts, PartLength);

        T* sums = Sums;
        for (int tap = 0; tap < Taps; tap++, dw += Geometry.OutputChannels)
        {
            for (nint channel = 0; channel < Geometry.OutputChannels; channel += V.Count, sums += V.Count)
            {
                V.Store(V.Load(sums), dw + Math.Min(channel, Geometry.OutputChannels - V.Count));
            }
        }
    }

    private readonly void Row(T* x, T* dy, T* sums)
    {
        nint channels = Geometry.OutputChannels;
        for (int tap = 0; tap < Geometry.KernelWidth; tap++)
        {
            (int output, int input, int count) = Overlap(tap);
            T* left = x + (input * channels);
            T* right = dy + (output * channels);
            nint channel = 0;
            for (; channel <= channels - (4 * V.Count); channel += 4 * V.Count, sums += 4 * V.Count)
            {
                Four(left + channel, right + channel, count, sums);
            }

            for (; channel < channels; channel += V.Count, sums += V.Count)
            {
                nint place = Math.Min(channel, channels - V.Count);
                One(left + place, right + place, count, sums);
            }
        }
    }

    /// <summary>The first output column whose window has an input at a place, that input, and how many there are.</summary>
    private readonly (int Output, int Input, int Count) Overlap(int tap)
    {
        int offset = (tap * Geometry.DilationWidth) - Geometry.PadLeft;
        int stride = Geometry.StrideWidth;
        int first = offset >= 0 ? 0 : (stride - 1 - offset) / stride;
        int last = Geometry.InputWidth - 1 - offset;
        int end = last < 0 ? 0 : Math.Min(Geometry.OutputWidth, (last / stride) + 1);
        return end <= first ? (0, 0, 0) : (first, (first * stride) + offset, end - first);
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void Four(T* x, T* dy, int count, T* sums)
    {
        nint step = (nint)Geometry.StrideWidth * Geometry.OutputChannels;
        nint dyStep = Geometry.OutputChannels;
        V sum0 = V.Load(sums);
        V sum1 = V.Load(sums + V.Count);
        V sum2 = V.Load(sums + (2 * V.Count));
        V sum3 = V.Load(sums + (3 * V.Count));
        for (int i = 0; i < count; i++)
        {
            sum0 = V.FusedMultiplyAdd(V.Load(x), V.Load(dy), sum0);
            sum1 = V.FusedMultiplyAdd(V.Load(x + V.Count), V.Load(dy + V.Count), sum1);
            sum2 = V.FusedMultiplyAdd(V.Load(x + (2 * V.Count)), V.Load(dy + (2 * V.Count)), sum2);
            sum3 = V.FusedMultiplyAdd(V.Load(x + (3 * V.Count)), V.Load(dy + (3 * V.Count)), sum3);
            x += step;
            dy += dyStep;
        }

        V.Store(sum0, sums);
        V.Store(sum1, sums + V.Count);
        V.Store(sum2, sums + (2 * V.Count));
        V.Store(sum3, sums + (3 * V.Count));
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void One(T* x, T* dy, int count, T* sums)
    {
        nint step = (nint)Geometry.StrideWidth * Geometry.OutputChannels;
        nint dyStep = Geometry.OutputChannels;
        V sum = V.Load(sums);
        for (int i = 0; i < count; i++)
        {
            sum = V.FusedMultiplyAdd(V.Load(x), V.Load(dy), sum);
            x += step;
            dy += dyStep;
        }

        V.Store(sum, sums);
    }
}
