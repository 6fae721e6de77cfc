namespace Sharpkeras.Kernels;

/// <summary>An elementwise function of two floating values, written once for all lanes.</summary>
public interface IBinaryKernel
{
    /// <summary>What the gradients read besides the gradient of the output.</summary>
    static abstract GradientNeeds Needs { get; }

    /// <summary>y = f(a, b).</summary>
    V Forward<V>(V a, V b)
        where V : struct, ILane<V>;

    /// <summary>da from dy. The other arguments are defined only where <see cref="Needs"/> names them.</summary>
    V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V>;

    /// <summary>db from dy. The other arguments are defined only where <see cref="Needs"/> names them.</summary>
    V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V>;
}
