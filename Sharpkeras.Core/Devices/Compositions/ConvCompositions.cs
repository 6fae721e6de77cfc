using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Convolution as a sum over the places of the kernel: a window of the input times a matrix of weights for each.</summary>
internal static class ConvCompositions
{
    public static void Forward(
        Backend backend, in ConvGeometry g, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        using (new TensorScope())
        {
            backend.Fill(y, 0);
            for (int tap = 0; tap < g.KernelHeight * g.KernelWidth * g.Groups; tap++)
            {
                using var scope = new TensorScope();
                var place = new ConvTap(g, tap);
                Tensor product = backend.Rent(place.OutputWindow, y.DType);
                backend.MatMul(
                    place.ReadInput(backend, x), place.ReadWeights(backend, w), product, 1, place.Rows, g.GroupOutputChannels, g.GroupInputChannels, false, false);
                place.AddToOutput(backend, product, y);
            }
        }

        Compositions.Finish(backend, bias, epilogue, y);
    }

    public static void InputGradient(Backend backend, in ConvGeometry g, Tensor dy, Tensor w, Tensor dx)
    {
        backend.Fill(dx, 0);
        for (int tap = 0; tap < g.KernelHeight * g.KernelWidth * g.Groups; tap++)
        {
            using var scope = new TensorScope();
            var place = new ConvTap(g, tap);
            Tensor product = backend.Rent(place.InputWindow, dx.DType);
            backend.MatMul(
                place.ReadOutput(backend, dy), place.ReadWeights(backend, w), product, 1, place.Rows, g.GroupInputChannels, g.GroupOutputChannels, false, true);
            place.AddToInput(backend, product, dx);
        }
    }

    public static void KernelGradient(Backend backend, in ConvGeometry g, Tensor x, Tensor dy, Tensor dw, Tensor? dbias)
    {
        Compositions.BiasGradient(backend, dy, dbias, checked(g.Batch * g.OutputHeight * g.OutputWidth), g.OutputChannels);
        for (int tap = 0; tap < g.KernelHeight * g.KernelWidth * g.Groups; tap++)
        {
            using var scope = new TensorScope();
            var place = new ConvTap(g, tap);
            Tensor product = backend.Rent([1, 1, g.GroupInputChannels, g.GroupOutputChannels], dw.DType);
            backend.MatMul(
                place.ReadInput(backend, x), place.ReadOutput(backend, dy), product, 1, g.GroupInputChannels, g.GroupOutputChannels, place.Rows, true, false);
            place.WriteWeights(backend, product, dw);
        }
    }
}
