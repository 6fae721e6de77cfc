namespace Sharpkeras.Kernels;

/// <summary>An elementwise function of two values of any numeric type. Only floating types have gradients.</summary>
public interface INumberBinaryKernel
{
    /// <summary>What the gradients read besides the gradient of the output.</summary>
    static abstract GradientNeeds Needs { get; }

    /// <summary>y = f(a, b).</summary>
    V Forward<V>(V a, V b)
        where V : struct, INumberLane<V>;

    /// <summary>da from dy. The other arguments are defined only where <see cref="Needs"/> names them.</summary>
    V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V>;

    /// <summary>db from dy. The other arguments are defined only where <see cref="Needs"/> names them.</summary>
    V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V>;
}
