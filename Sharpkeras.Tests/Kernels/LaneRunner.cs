using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Tests.Kernels;

/// <summary>Applies functions of lanes to arrays, in every width.</summary>
internal static unsafe class LaneRunner
{
    public static readonly int[] Widths = [0, 128, 256, 512];

    public static float[] Run<F>(int bits, float[] x)
        where F : struct, ILaneFunction => bits switch
        {
            0 => Run<F, FloatLane, float>(x),
            128 => Run<F, FloatLane128, float>(x),
            256 => Run<F, FloatLane256, float>(x),
            _ => Run<F, FloatLane512, float>(x),
        };

    public static double[] Run<F>(int bits, double[] x)
        where F : struct, ILaneFunction => bits switch
        {
            0 => Run<F, DoubleLane, double>(x),
            128 => Run<F, DoubleLane128, double>(x),
            256 => Run<F, DoubleLane256, double>(x),
            _ => Run<F, DoubleLane512, double>(x),
        };

    public static float[] RunPow(int bits, float[] x, float[] y) => bits switch
    {
        0 => RunPow<FloatLane>(x, y),
        128 => RunPow<FloatLane128>(x, y),
        256 => RunPow<FloatLane256>(x, y),
        _ => RunPow<FloatLane512>(x, y),
    };

    private static T[] Run<F, V, T>(T[] x)
        where F : struct, ILaneFunction
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        // padded with zeros to whole vectors
        var source = new T[x.Length + V.Count];
        var target = new T[source.Length];
        x.CopyTo(source, 0);
        fixed (T* from = source, to = target)
        {
            for (int i = 0; i < x.Length; i += V.Count)
            {
                V.Store(F.Apply(V.Load(from + i)), to + i);
            }
        }

        return target[..x.Length];
    }

    private static float[] RunPow<V>(float[] x, float[] y)
        where V : struct, ILane<V>, IVectorLane<V, float>
    {
        var bases = new float[x.Length + V.Count];
        var exponents = new float[bases.Length];
        var target = new float[bases.Length];
        x.CopyTo(bases, 0);
        y.CopyTo(exponents, 0);
        fixed (float* a = bases, b = exponents, to = target)
        {
            for (int i = 0; i < x.Length; i += V.Count)
            {
                V.Store(V.Pow(V.Load(a + i), V.Load(b + i)), to + i);
            }
        }

        return target[..x.Length];
    }
}
