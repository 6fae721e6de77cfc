using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Pooling as a fold over the places of the window.</summary>
internal static class PoolCompositions
{
    public static void Forward(Backend backend, PoolMode mode, in PoolGeometry g, Tensor x, Tensor y)
    {
        using var outer = new TensorScope();
        backend.Fill(y, mode == PoolMode.Max ? double.NegativeInfinity : 0);
        for (int tap = 0; tap < g.WindowHeight * g.WindowWidth; tap++)
        {
            using var scope = new TensorScope();
            var place = new PoolTap(g, tap);
            Tensor values = place.ReadInput(backend, x);
            Tensor before = place.ReadOutput(backend, y);
            if (mode == PoolMode.Max)
            {
                backend.NumberBinary(default(MaximumKernel), before, values, before);
            }
            else
            {
                backend.NumberBinary(default(AddKernel), before, values, before);
            }

            place.WriteOutput(backend, before, y);
        }

        if (mode == PoolMode.Average)
        {
            backend.Binary(default(DivideKernel), y, Divisors(backend, g, y.DType), y);
        }
    }

    public static void Gradient(Backend backend, PoolMode mode, in PoolGeometry g, Tensor x, Tensor y, Tensor dy, Tensor dx)
    {
        using var outer = new TensorScope();
        backend.Fill(dx, 0);
        Tensor rest = backend.Rent(dy.Shape, dy.DType);
        backend.Copy(dy, rest);
        if (mode == PoolMode.Average)
        {
            backend.Binary(default(DivideKernel), rest, Divisors(backend, g, dy.DType), rest);
        }

        for (int tap = 0; tap < g.WindowHeight * g.WindowWidth; tap++)
        {
            using var scope = new TensorScope();
            var place = new PoolTap(g, tap);
            Tensor share = mode == PoolMode.Average ? place.ReadOutput(backend, rest) : TakeMaximum(backend, place, x, y, rest);
            place.AddToInput(backend, share, dx);
        }
    }

    /// <summary>The gradient that goes to this place because it holds the maximum; what was given is taken from the rest, so that later places get none.</summary>
    private static Tensor TakeMaximum(Backend backend, PoolTap place, Tensor x, Tensor y, Tensor rest)
    {
        Tensor values = place.ReadInput(backend, x);
        Tensor left = place.ReadOutput(backend, rest);
        Tensor isMaximum = backend.Rent(values.Shape, DType.Bool);
        backend.Compare(default(SameKernel), values, place.ReadOutput(backend, y), isMaximum);
        Tensor zero = backend.Constant(0, rest.DType);
        Tensor share = backend.Rent(values.Shape, rest.DType);
        backend.Select(isMaximum, left, zero, share);
        backend.Select(isMaximum, zero, left, left);
        place.WriteOutput(backend, left, rest);
        return share;
    }

    /// <summary>How many values of each window lie inside the input, [1, height, width, 1].</summary>
    private static Tensor Divisors(Backend backend, in PoolGeometry g, DType dtype)
    {
        var one = g with { Batch = 1, Channels = 1 };
        Tensor counts = backend.Rent([1, g.OutputHeight, g.OutputWidth, 1], dtype);
        backend.Fill(counts, 0);
        for (int tap = 0; tap < g.WindowHeight * g.WindowWidth; tap++)
        {
            var place = new PoolTap(one, tap);
            Tensor before = place.ReadOutput(backend, counts);
            backend.NumberBinary(default(AddKernel), before, backend.Constant(1, dtype), before);
            place.WriteOutput(backend, before, counts);
        }

        return counts;
    }

    private readonly struct SameKernel : ICompareKernel
    {
        public V Compare<V>(V a, V b)
            where V : struct, INumberLane<V> => V.Equal(a, b);
    }
}
