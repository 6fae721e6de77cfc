using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>A convolution and its gradients as loops over all indices, in double.</summary>
internal static class PlainConv2D
{
    public static double[] Forward(ConvGeometry g, double[] x, double[] w)
    {
        double[] y = new double[g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels];
        ForEach(g, (ix, iw, iy) => y[iy] += x[ix] * w[iw]);
        return y;
    }

    public static double[] InputGradient(ConvGeometry g, double[] dy, double[] w)
    {
        double[] dx = new double[g.Batch * g.InputHeight * g.InputWidth * g.InputChannels];
        ForEach(g, (ix, iw, iy) => dx[ix] += dy[iy] * w[iw]);
        return dx;
    }

    public static double[] KernelGradient(ConvGeometry g, double[] x, double[] dy)
    {
        double[] dw = new double[g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels];
        ForEach(g, (ix, iw, iy) => dw[iw] += dy[iy] * x[ix]);
        return dw;
    }

    private static void ForEach(ConvGeometry g, Action<int, int, int> visit)
    {
        for (int n = 0; n < g.Batch; n++)
        {
            for (int oy = 0; oy < g.OutputHeight; oy++)
            {
                for (int ox = 0; ox < g.OutputWidth; ox++)
                {
                    for (int ky = 0; ky < g.KernelHeight; ky++)
                    {
                        for (int kx = 0; kx < g.KernelWidth; kx++)
                        {
                            Place(g, n, oy, ox, ky, kx, visit);
                        }
                    }
                }
            }
        }
    }

    private static void Place(ConvGeometry g, int n, int oy, int ox, int ky, int kx, Action<int, int, int> visit)
    {
        int row = (oy * g.StrideHeight) - g.PadTop + (ky * g.DilationHeight);
        int column = (ox * g.StrideWidth) - g.PadLeft + (kx * g.DilationWidth);
        if (row < 0 || row >= g.InputHeight || column < 0 || column >= g.InputWidth)
        {
            return;
        }

        for (int filter = 0; filter < g.OutputChannels; filter++)
        {
            int group = filter / g.GroupOutputChannels;
            for (int c = 0; c < g.GroupInputChannels; c++)
            {
                int ix = (((((n * g.InputHeight) + row) * g.InputWidth) + column) * g.InputChannels) + (group * g.GroupInputChannels) + c;
                int iw = (((((ky * g.KernelWidth) + kx) * g.GroupInputChannels) + c) * g.OutputChannels) + filter;
                int iy = (((((n * g.OutputHeight) + oy) * g.OutputWidth) + ox) * g.OutputChannels) + filter;
                visit(ix, iw, iy);
            }
        }
    }
}
