namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The same values, through which no gradient flows.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>A view.</returns>
    public static Tensor StopGradient(this Tensor x) => x.View(x.Shape, x.Offset);
}
