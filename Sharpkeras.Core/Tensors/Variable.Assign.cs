using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Making and changing variables: a façade over the backends and operations.</summary>
public sealed partial class Variable
{
    /// <summary>A variable with a copy of a tensor's values, on its device.</summary>
    /// <param name="initial">The first values.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes it.</param>
    /// <param name="dtype">The type of the variable, to which the values are converted; null for theirs.</param>
    /// <param name="shape">The shape that the values must have, −1 for any length; null for any shape.</param>
    /// <exception cref="ShapeException">The values have another shape.</exception>
    /// <example><code>var weights = new Variable(Ops.TruncatedNormal([784, 10], stddev: 0.1), "weights", shape: [784, 10]);</code></example>
    public Variable(Tensor initial, string name = "variable", bool trainable = true, DType? dtype = null, Shape? shape = null)
        : this(name, trainable, Copy(Fitting(initial, name, shape), dtype ?? initial.DType))
    {
    }

    /// <summary>Takes new values, in place.</summary>
    /// <param name="values">The same shape and type.</param>
    /// <exception cref="ArgumentException">The shape or type differs.</exception>
    /// <exception cref="DeviceMismatchException">They lie on another device.</exception>
    public void Assign(Tensor values)
    {
        if (values.Shape != Shape || values.DType != DType)
        {
            throw new ShapeException(
                $"variable {Path} — takes values of shape {Shape} {DType.KerasName()}. Received {values.Shape} {values.DType.KerasName()}.");
        }

        Check.SameDevice(value, values, "variable " + Path);
        Backend.Of(value).Copy(values, value);
        Touch();
    }

    /// <summary>Adds to the values, in place.</summary>
    /// <param name="change">A shape that broadcasts to the variable's, the same type.</param>
    public void AssignAdd(Tensor change) => Change(default(Kernels.AddKernel), change);

    /// <summary>Subtracts from the values, in place.</summary>
    /// <param name="change">A shape that broadcasts to the variable's, the same type.</param>
    public void AssignSub(Tensor change) => Change(default(Kernels.SubtractKernel), change);

    /// <summary>A copy of the values, which later changes do not touch.</summary>
    public Tensor Snapshot()
    {
        Tensor copy = Backend.Of(value).Rent(Shape, DType);
        Backend.Of(value).Copy(value, copy);
        return copy;
    }

    private static Tensor Copy(Tensor initial, DType dtype)
    {
        Backend backend = Backend.Of(initial);
        Tensor owned = backend.RentOwned(initial.Shape, dtype);
        if (dtype == initial.DType)
        {
            backend.Copy(initial, owned);
        }
        else
        {
            backend.Cast(initial, owned);
        }

        return owned;
    }

    private static Tensor Fitting(Tensor initial, string name, Shape? shape)
    {
        if (shape is { } wanted
            && (wanted.Rank != initial.Rank || !wanted.ToArray().Zip(initial.Shape.ToArray()).All(pair => pair.First < 0 || pair.First == pair.Second)))
        {
            throw new ShapeException($"variable {name} — the first values must have shape {wanted}. Received {initial.Shape}.");
        }

        return initial;
    }

    private void Change<K>(K kernel, Tensor change)
        where K : struct, Kernels.INumberBinaryKernel
    {
        Check.SameDType(value, change, "variable " + Path);
        Check.SameDevice(value, change, "variable " + Path);
        if (Check.Broadcast(Shape, change.Shape, "variable " + Path) != Shape)
        {
            throw new ShapeException($"variable {Path} — the change does not broadcast to shape {Shape}. Received {change.Shape}.");
        }

        Backend.Of(value).NumberBinary(kernel, value, change, value);
        Touch();
    }
}
