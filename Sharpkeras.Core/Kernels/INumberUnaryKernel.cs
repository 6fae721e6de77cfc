namespace Sharpkeras.Kernels;

/// <summary>An elementwise function of one value of any numeric type. Only floating types have gradients.</summary>
public interface INumberUnaryKernel
{
    /// <summary>What <see cref="Gradient"/> reads besides the gradient of the output.</summary>
    static abstract GradientNeeds Needs { get; }

    /// <summary>Whether this is max(x, 0): one bit for each value is then all that its gradient needs.</summary>
    static virtual bool IsRectifier => false;

    /// <summary>y = f(x).</summary>
    V Forward<V>(V x)
        where V : struct, INumberLane<V>;

    /// <summary>dx from dy. <paramref name="x"/> and <paramref name="y"/> are defined only where <see cref="Needs"/> names them.</summary>
    V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V>;
}
