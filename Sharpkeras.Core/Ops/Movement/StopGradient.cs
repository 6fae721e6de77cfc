namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The same values, through which no gradient flows.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>A view.</returns>
    public static Tensor StopGradient(this Tensor x) => Op.Compose("stop_gradient", x, own => own.View(own.Shape, own.Offset));
}
