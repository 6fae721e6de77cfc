using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>
/// A convolution of each channel by itself as a sum over the places of the kernel: a window of the input times a number for each of a
/// channel's kernels, as broadcast products of [pixels, channels, 1] and [channels, m].
/// </summary>
internal static class DepthwiseCompositions
{
    public static void Forward(Backend backend, in ConvGeometry g, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        using (new TensorScope())
        {
            backend.Fill(y, 0);
            for (int tap = 0; tap < g.KernelHeight * g.KernelWidth; tap++)
            {
                using var scope = new TensorScope();
                var place = new ConvTap(g with { Groups = 1 }, tap);
                Tensor product = backend.Rent(place.OutputWindow, y.DType);
                backend.NumberBinary(default(MultiplyKernel), Input(backend, g, place, x), Weights(g, tap, w), Split(g, place, product));
                place.AddToOutput(backend, product, y);
            }
        }

        Compositions.Finish(backend, bias, epilogue, y);
    }

    public static void InputGradient(Backend backend, in ConvGeometry g, Tensor dy, Tensor w, Tensor dx)
    {
        backend.Fill(dx, 0);
        for (int tap = 0; tap < g.KernelHeight * g.KernelWidth; tap++)
        {
            using var scope = new TensorScope();
            var place = new ConvTap(g with { Groups = 1 }, tap);
            Tensor product = Split(g, place, place.ReadOutput(backend, dy));
            backend.NumberBinary(default(MultiplyKernel), product, Weights(g, tap, w), product);
            Tensor sum = backend.Rent(place.InputWindow, dx.DType);
            backend.Reduce(default(SumReduction), product, sum, place.Rows * g.InputChannels, g.GroupOutputChannels, 1);
            place.AddToInput(backend, sum, dx);
        }
    }

    public static void KernelGradient(Backend backend, in ConvGeometry g, Tensor x, Tensor dy, Tensor dw)
    {
        for (int tap = 0; tap < g.KernelHeight * g.KernelWidth; tap++)
        {
            using var scope = new TensorScope();
            var place = new ConvTap(g with { Groups = 1 }, tap);
            Tensor product = Split(g, place, place.ReadOutput(backend, dy));
            backend.NumberBinary(default(MultiplyKernel), product, Input(backend, g, place, x), product);
            backend.Reduce(default(SumReduction), product, Weights(g, tap, dw), 1, place.Rows, g.OutputChannels);
        }
    }

    /// <summary>The input's window as [pixels, channels, 1].</summary>
    private static Tensor Input(Backend backend, in ConvGeometry g, in ConvTap place, Tensor x)
    {
        Tensor window = place.ReadInput(backend, x);
        return window.View([place.Rows, g.InputChannels, 1], window.Offset);
    }

    /// <summary>A window of the output as [pixels, channels, m].</summary>
    private static Tensor Split(in ConvGeometry g, in ConvTap place, Tensor window) =>
        window.View([place.Rows, g.InputChannels, g.GroupOutputChannels], window.Offset);

    /// <summary>The kernel's numbers at a place, [channels, m].</summary>
    private static Tensor Weights(in ConvGeometry g, int tap, Tensor w) =>
        w.View([g.InputChannels, g.GroupOutputChannels], w.Offset + ((long)tap * g.OutputChannels));
}
