using Sharpkeras.Serialization;

namespace Sharpkeras.Constraints;

/// <summary>Brings a weight back into bounds after each optimizer step. A Keras name converts to one: <c>"non_neg"</c>.</summary>
public abstract class Constraint : KerasObject
{
    /// <summary>What keeps a norm that divides from zero: Keras's <c>epsilon()</c>.</summary>
    private protected const double Epsilon = 1e-7;

    /// <summary>A constraint from its Keras name, with default arguments.</summary>
    /// <exception cref="ArgumentException">No constraint has that name.</exception>
    public static implicit operator Constraint(string name) => (Constraint)KerasRegistry.FromName(typeof(Constraint), name);

    /// <summary>The value that the weight is given.</summary>
    /// <param name="w">The weight's value after the step.</param>
    public abstract Tensor Call(Tensor w);

    /// <summary>The Euclidean norms along axes, which stay with length 1.</summary>
    /// <exception cref="ArgumentException">The tensor has no such axis, or one is named twice.</exception>
    private protected static Tensor Norms(Tensor w, OneOrMore<int> axis) => Ops.Sqrt(Ops.Sum(Ops.Square(w), axis.ToArray(), keepDims: true));
}
