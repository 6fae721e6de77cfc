using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The kernel of a convolution in the orders that the loops want.</summary>
internal static unsafe class ConvWeights
{
    /// <summary>
    /// For the input's gradient: the taps in reverse order, with input and output channels exchanged:
    /// [KernelHeight, KernelWidth, GroupOutputChannels, InputChannels].
    /// </summary>
    public static void Reverse<T>(in ConvGeometry g, T* w, T* reversed)
        where T : unmanaged
    {
        int inputs = g.GroupInputChannels;
        int outputs = g.GroupOutputChannels;
        int taps = g.KernelHeight * g.KernelWidth;
        for (int tap = 0; tap < taps; tap++)
        {
            T* source = w + ((nint)(taps - 1 - tap) * inputs * g.OutputChannels);
            T* target = reversed + ((nint)tap * outputs * g.InputChannels);
            for (int group = 0; group < g.Groups; group++)
            {
                T* from = source + ((nint)group * outputs);
                Transposer.Run(from, g.OutputChannels, target + ((nint)group * inputs), g.InputChannels, inputs, outputs);
            }
        }
    }

    /// <summary>
    /// Panels of <paramref name="width"/> output channels, one behind the other, padded with zeros; every group starts a new one.
    /// </summary>
    public static void Pack<T>(in ConvGeometry g, T* w, T* packed, int width)
        where T : unmanaged
    {
        int depth = g.KernelHeight * g.KernelWidth * g.GroupInputChannels;
        PackedBytes.Add((long)depth * g.OutputChannels * sizeof(T));
        for (int group = 0; group < g.Groups; group++)
        {
            for (int column = 0; column < g.GroupOutputChannels; column += width)
            {
                int used = Math.Min(width, g.GroupOutputChannels - column);
                PackPanel(w + (group * g.GroupOutputChannels) + column, g.OutputChannels, packed, width, depth, used);
                packed += (nint)depth * width;
            }
        }
    }

    /// <summary>Copies rows of some elements to rows of whole vectors.</summary>
    public static void PackPanel<T>(T* source, nint sourceRow, T* target, int targetRow, int rows, int used)
        where T : unmanaged
    {
        if (used < targetRow)
        {
            new Span<T>(target, rows * targetRow).Clear();
        }

        for (int row = 0; row < rows; row++)
        {
            Unsafe.CopyBlockUnaligned(target + ((nint)row * targetRow), source + (row * sourceRow), (uint)(used * sizeof(T)));
        }
    }
}
