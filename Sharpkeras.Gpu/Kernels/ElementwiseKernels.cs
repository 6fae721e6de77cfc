using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// The GPU form of the elementwise kernels: a thread an element, over the lanes of single values. One method serves all kernels and
/// all types; what a gradient does not need (<see cref="GradientNeeds"/>) is not read, so its view may be empty.
/// </summary>
internal static class ElementwiseKernels
{
    /// <summary>y = f(x).</summary>
    public static void Unary<K, V>(Index1D i, K kernel, ArrayView<V> x, ArrayView<V> y)
        where K : unmanaged, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        y[i] = kernel.Forward(x[i]);
    }

    /// <summary>dx from dy.</summary>
    public static void UnaryGradient<K, V>(Index1D i, K kernel, ArrayView<V> x, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> dx)
        where K : unmanaged, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        dx[i] = kernel.Gradient(Read(x, i, K.Needs, GradientNeeds.Input), Read(y, i, K.Needs, GradientNeeds.Output), dy[i]);
    }

    /// <summary>y = f(a, b).</summary>
    public static void Binary<K, V>(Index1D i, K kernel, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y)
        where K : unmanaged, IBinaryKernel
        where V : unmanaged, ILane<V>
    {
        y[i] = kernel.Forward(a[i], b[i]);
    }

    /// <summary>da and db from dy.</summary>
    public static void BinaryGradient<K, V>(
        Index1D i, K kernel, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> da, ArrayView<V> db)
        where K : unmanaged, IBinaryKernel
        where V : unmanaged, ILane<V>
    {
        V left = Read(a, i, K.Needs, GradientNeeds.Input);
        V right = Read(b, i, K.Needs, GradientNeeds.Input);
        V result = Read(y, i, K.Needs, GradientNeeds.Output);
        da[i] = kernel.GradientA(left, right, result, dy[i]);
        db[i] = kernel.GradientB(left, right, result, dy[i]);
    }

    /// <summary>y = f(x) for every numeric type.</summary>
    public static void NumberUnary<K, V>(Index1D i, K kernel, ArrayView<V> x, ArrayView<V> y)
        where K : unmanaged, INumberUnaryKernel
        where V : unmanaged, INumberLane<V>
    {
        y[i] = kernel.Forward(x[i]);
    }

    /// <summary>dx from dy for every numeric type.</summary>
    public static void NumberUnaryGradient<K, V>(Index1D i, K kernel, ArrayView<V> x, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> dx)
        where K : unmanaged, INumberUnaryKernel
        where V : unmanaged, INumberLane<V>
    {
        dx[i] = kernel.Gradient(Read(x, i, K.Needs, GradientNeeds.Input), Read(y, i, K.Needs, GradientNeeds.Output), dy[i]);
    }

    /// <summary>y = f(a, b) for every numeric type.</summary>
    public static void NumberBinary<K, V>(Index1D i, K kernel, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y)
        where K : unmanaged, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        y[i] = kernel.Forward(a[i], b[i]);
    }

    /// <summary>y = f(a, b) for the integer types.</summary>
    public static void IntegerBinary<K, V>(Index1D i, K kernel, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y)
        where K : unmanaged, IIntegerBinaryKernel
        where V : unmanaged, IIntegerLane<V>
    {
        y[i] = kernel.Forward(a[i], b[i]);
    }

    /// <summary>da and db from dy for every numeric type.</summary>
    public static void NumberBinaryGradient<K, V>(
        Index1D i, K kernel, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> da, ArrayView<V> db)
        where K : unmanaged, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        V left = Read(a, i, K.Needs, GradientNeeds.Input);
        V right = Read(b, i, K.Needs, GradientNeeds.Input);
        V result = Read(y, i, K.Needs, GradientNeeds.Output);
        da[i] = kernel.GradientA(left, right, result, dy[i]);
        db[i] = kernel.GradientB(left, right, result, dy[i]);
    }

    /// <summary>What the gradient needs; anything else is not touched. The needs are constants: the compiler folds the question.</summary>
    private static V Read<V>(ArrayView<V> view, Index1D i, GradientNeeds needs, GradientNeeds part)
        where V : unmanaged
    {
        return (needs & part) != 0 ? view[i] : default;
    }
}
