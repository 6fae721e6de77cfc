using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Convolutions of each channel by itself: a thread sums one output over the places of the kernel. Neighbouring threads have neighbouring
/// channels, so that they read and write side by side; there is nothing that a tile would share among channels.
/// </summary>
internal static class DepthwiseKernels
{
    /// <summary>The channels of a group of the kernel's gradient, and the threads that share the pixels of one.</summary>
    public const int Channels = 32, Sharers = 8;

    /// <summary>y = f(x ∗ w + bias), length elements.</summary>
    [GpuKernel]
    public static void Forward<K, V>(
        K kernel, DepthwiseShape s, ArrayView<V> x, ArrayView<V> w, ArrayView<V> bias, ArrayView<V> y, int length, byte biased)
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            int pixel = s.ByOutputChannels.Divide(i);
            int filter = s.ByOutputChannels.Rest(i, pixel);
            int line = s.ByOutputWidth.Divide(pixel);
            int image = s.ByOutputHeight.Divide(line);
            int top = (s.ByOutputHeight.Rest(line, image) * s.StrideHeight) - s.PadTop;
            int left = (s.ByOutputWidth.Rest(pixel, line) * s.StrideWidth) - s.PadLeft;
            int channel = s.ByEach.Divide(filter);
            V sum = biased != 0 ? bias[filter] : default;
            for (int ky = 0; ky < s.KernelHeight; ky++)
            {
                int iy = top + (ky * s.DilationHeight);
                if ((uint)iy < (uint)s.InputHeight)
                {
                    int from = (((image * s.InputHeight) + iy) * s.InputWidth * s.InputChannels) + channel;
                    for (int kx = 0; kx < s.KernelWidth; kx++)
                    {
                        int ix = left + (kx * s.DilationWidth);
                        if ((uint)ix < (uint)s.InputWidth)
                        {
                            V weight = w[(((ky * s.KernelWidth) + kx) * s.OutputChannels) + filter];
                            sum = V.FusedMultiplyAdd(x[from + (ix * s.InputChannels)], weight, sum);
                        }
                    }
                }
            }

            y[i] = kernel.Forward(sum);
        }
    }

    /// <summary>dx from the output pixels that each input pixel reached, length elements.</summary>
    [GpuKernel]
    public static void InputGradient<V>(DepthwiseShape s, ArrayView<V> dy, ArrayView<V> w, ArrayView<V> dx, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            int pixel = s.ByInputChannels.Divide(i);
            int filter = s.ByInputChannels.Rest(i, pixel) * s.Each;
            int line = s.ByInputWidth.Divide(pixel);
            int image = s.ByInputHeight.Divide(line);
            int bottom = s.ByInputHeight.Rest(line, image) + s.PadTop;
            int right = s.ByInputWidth.Rest(pixel, line) + s.PadLeft;
            V sum = default;
            for (int ky = 0; ky < s.KernelHeight; ky++)
            {
                int oy = Reached(s.ByStrideHeight, bottom - (ky * s.DilationHeight), s.OutputHeight);
                for (int kx = 0; oy >= 0 && kx < s.KernelWidth; kx++)
                {
                    int ox = Reached(s.ByStrideWidth, right - (kx * s.DilationWidth), s.OutputWidth);
                    int from = ((((((image * s.OutputHeight) + oy) * s.OutputWidth) + ox) * s.OutputChannels)) + filter;
                    int weights = (((ky * s.KernelWidth) + kx) * s.OutputChannels) + filter;
                    for (int each = 0; ox >= 0 && each < s.Each; each++)
                    {
                        sum = V.FusedMultiplyAdd(dy[from + each], w[weights + each], sum);
                    }
                }
            }

            dx[i] = sum;
        }
    }

    /// <summary>
    /// The sums of x·dy over a part of the pixels: parts [splits, kernel places, filters]. A group has 32 filters at one place of the
    /// kernel, and eight threads for each.
    /// </summary>
    [GpuKernel]
    public static void KernelGradient<V>(DepthwiseShape s, ArrayView<V> x, ArrayView<V> dy, ArrayView<V> parts, int pixels, int splitPixels)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(Channels * Sharers);
        int thread = Group.IdxX;
        int filterGroups = (s.OutputChannels + Channels - 1) / Channels;
        int taps = s.KernelHeight * s.KernelWidth;
        int rest = Grid.IdxX / filterGroups;
        int filter = ((Grid.IdxX - (rest * filterGroups)) * Channels) + (thread & 31);
        int split = rest / taps;
        int tap = rest - (split * taps);
        int ky = s.ByKernelWidth.Divide(tap);
        int top = (ky * s.DilationHeight) - s.PadTop;
        int left = (s.ByKernelWidth.Rest(tap, ky) * s.DilationWidth) - s.PadLeft;
        int end = (split + 1) * splitPixels < pixels ? (split + 1) * splitPixels : pixels;
        int channel = s.ByEach.Divide(filter);
        V sum = default;
        for (int pixel = (split * splitPixels) + (thread >> 5); filter < s.OutputChannels && pixel < end; pixel += Sharers)
        {
            int line = s.ByOutputWidth.Divide(pixel);
            int image = s.ByOutputHeight.Divide(line);
            int iy = (s.ByOutputHeight.Rest(line, image) * s.StrideHeight) + top;
            int ix = (s.ByOutputWidth.Rest(pixel, line) * s.StrideWidth) + left;
            if ((uint)iy < (uint)s.InputHeight & (uint)ix < (uint)s.InputWidth)
            {
                V value = x[((((image * s.InputHeight) + iy) * s.InputWidth + ix) * s.InputChannels) + channel];
                sum = V.FusedMultiplyAdd(value, dy[(pixel * s.OutputChannels) + filter], sum);
            }
        }

        shared[thread] = sum;
        Group.Barrier();
        if (thread < Channels && filter < s.OutputChannels)
        {
            sum = shared[thread] + shared[thread + 32] + (shared[thread + 64] + shared[thread + 96])
                + (shared[thread + 128] + shared[thread + 160] + (shared[thread + 192] + shared[thread + 224]));
            parts[(rest * s.OutputChannels) + filter] = sum;
        }
    }

    /// <summary>The output line that a distance from its first pixel's place belongs to; −1 where it lies between two or outside.</summary>
    private static int Reached(Products.Divider stride, int distance, int count)
    {
        int at = distance >= 0 ? stride.Divide(distance) : -1;
        return at < count && (distance < 0 || stride.Rest(distance, at) == 0) ? at : -1;
    }
}
