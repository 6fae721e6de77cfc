using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Convolutions straight from their definition, in float64.</summary>
internal static class NaiveConv2D
{
    private delegate void Product(int input, int weight, int output);

    public static double[] Forward(ConvGeometry g, double[] x, double[] w, double[]? bias)
    {
        double[] y = new double[g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = bias == null ? 0 : bias[i % g.OutputChannels];
        }

        Visit(g, (input, weight, output) => y[output] += x[input] * w[weight]);
        return y;
    }

    public static double[] InputGradient(ConvGeometry g, double[] dy, double[] w)
    {
        double[] dx = new double[g.Batch * g.InputHeight * g.InputWidth * g.InputChannels];
        Visit(g, (input, weight, output) => dx[input] += dy[output] * w[weight]);
        return dx;
    }

    public static double[] KernelGradient(ConvGeometry g, double[] x, double[] dy)
    {
        double[] dw = new double[g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels];
        Visit(g, (input, weight, output) => dw[weight] += x[input] * dy[output]);
        return dw;
    }

    private static void Visit(ConvGeometry g, Product product)
    {
        for (int pixel = 0; pixel < g.Batch * g.OutputHeight * g.OutputWidth; pixel++)
        {
            int image = pixel / (g.OutputHeight * g.OutputWidth);
            int oy = pixel / g.OutputWidth % g.OutputHeight;
            int ox = pixel % g.OutputWidth;
            for (int tap = 0; tap < g.KernelHeight * g.KernelWidth; tap++)
            {
                int iy = (oy * g.StrideHeight) - g.PadTop + (tap / g.KernelWidth * g.DilationHeight);
                int ix = (ox * g.StrideWidth) - g.PadLeft + (tap % g.KernelWidth * g.DilationWidth);
                if (iy >= 0 && iy < g.InputHeight && ix >= 0 && ix < g.InputWidth)
                {
                    Channels(g, ((image * g.InputHeight) + iy) * g.InputWidth + ix, tap, pixel, product);
                }
            }
        }
    }

    private static void Channels(ConvGeometry g, int inputPixel, int tap, int outputPixel, Product product)
    {
        for (int co = 0; co < g.OutputChannels; co++)
        {
            int group = co / g.GroupOutputChannels;
            for (int ci = 0; ci < g.GroupInputChannels; ci++)
            {
                product(
                    (inputPixel * g.InputChannels) + (group * g.GroupInputChannels) + ci,
                    (((tap * g.GroupInputChannels) + ci) * g.OutputChannels) + co,
                    (outputPixel * g.OutputChannels) + co);
            }
        }
    }
}
