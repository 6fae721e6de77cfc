namespace Sharpkeras.Kernels;

/// <summary>An elementwise function of two integers, written once for all lanes. It has no gradient.</summary>
public interface IIntegerBinaryKernel
{
    /// <summary>y = f(a, b).</summary>
    V Forward<V>(V a, V b)
        where V : struct, IIntegerLane<V>;
}
