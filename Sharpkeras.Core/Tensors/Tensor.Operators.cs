namespace Sharpkeras;

/// <summary>Operators: a façade over <see cref="Ops"/>. There is no <c>==</c>; use <see cref="Ops.Equal"/>.</summary>
public sealed partial class Tensor
{
    /// <summary>The sum; the shapes broadcast.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => Ops.Add(left, right);

    /// <summary>The sum with a number.</summary>
    public static Tensor operator +(Tensor left, double right) => Ops.Add(left, Ops.Constant(right, left));

    /// <summary>The sum with a number.</summary>
    public static Tensor operator +(double left, Tensor right) => Ops.Add(Ops.Constant(left, right), right);

    /// <summary>The difference; the shapes broadcast.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => Ops.Subtract(left, right);

    /// <summary>The difference with a number.</summary>
    public static Tensor operator -(Tensor left, double right) => Ops.Subtract(left, Ops.Constant(right, left));

    /// <summary>The difference with a number.</summary>
    public static Tensor operator -(double left, Tensor right) => Ops.Subtract(Ops.Constant(left, right), right);

    /// <summary>The product; the shapes broadcast.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => Ops.Multiply(left, right);

    /// <summary>The product with a number.</summary>
    public static Tensor operator *(Tensor left, double right) => Ops.Multiply(left, Ops.Constant(right, left));

    /// <summary>The product with a number.</summary>
    public static Tensor operator *(double left, Tensor right) => Ops.Multiply(Ops.Constant(left, right), right);

    /// <summary>The quotient of floating tensors; the shapes broadcast.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => Ops.Divide(left, right);

    /// <summary>The quotient with a number.</summary>
    public static Tensor operator /(Tensor left, double right) => Ops.Divide(left, Ops.Constant(right, left));

    /// <summary>The quotient with a number.</summary>
    public static Tensor operator /(double left, Tensor right) => Ops.Divide(Ops.Constant(left, right), right);

    /// <summary>The remainder of floating tensors, with the sign of the divisor.</summary>
    public static Tensor operator %(Tensor left, Tensor right) => Ops.Mod(left, right);

    /// <summary>The remainder with a number.</summary>
    public static Tensor operator %(Tensor left, double right) => Ops.Mod(left, Ops.Constant(right, left));

    /// <summary>The negated values.</summary>
    public static Tensor operator -(Tensor value) => Ops.Negative(value);

    /// <summary>Where left is larger.</summary>
    public static Tensor operator >(Tensor left, Tensor right) => Ops.Greater(left, right);

    /// <summary>Where left is smaller.</summary>
    public static Tensor operator <(Tensor left, Tensor right) => Ops.Less(left, right);

    /// <summary>Where left is larger than a number.</summary>
    public static Tensor operator >(Tensor left, double right) => Ops.Greater(left, Ops.Constant(right, left));

    /// <summary>Where left is smaller than a number.</summary>
    public static Tensor operator <(Tensor left, double right) => Ops.Less(left, Ops.Constant(right, left));

    /// <summary>Where left is larger or equal.</summary>
    public static Tensor operator >=(Tensor left, Tensor right) => Ops.GreaterEqual(left, right);

    /// <summary>Where left is smaller or equal.</summary>
    public static Tensor operator <=(Tensor left, Tensor right) => Ops.LessEqual(left, right);

    /// <summary>Where left is larger than or equal to a number.</summary>
    public static Tensor operator >=(Tensor left, double right) => Ops.GreaterEqual(left, Ops.Constant(right, left));

    /// <summary>Where left is smaller than or equal to a number.</summary>
    public static Tensor operator <=(Tensor left, double right) => Ops.LessEqual(left, Ops.Constant(right, left));
}
