using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>What one step of a recurrent layer does with one sequence, after the matrix products.</summary>
internal unsafe interface ISequenceCell
{
    /// <summary>Columns of the kernels for each unit.</summary>
    static abstract int Gates { get; }

    /// <summary>Whether there is a second state, c.</summary>
    static abstract bool HasCell { get; }

    /// <summary>Whether h·u has a bias and a gradient of its own.</summary>
    static abstract bool IsApart { get; }

    /// <summary>Whether something is kept for the gradient besides the gates and the state h before the step.</summary>
    static abstract bool HasKept { get; }

    /// <summary>The new states from the products.</summary>
    static abstract void Forward<V, T>(in SequenceRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged;

    /// <summary>The gradients of the products from those of the new states.</summary>
    static abstract void Gradient<V, T>(in SequenceGradientRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged;
}
