namespace Sharpkeras.Kernels;

/// <summary>A lane of one value, as a GPU thread has: its masks can be asked.</summary>
/// <typeparam name="V">The lane type itself.</typeparam>
internal interface IScalarLane<V> : INumberLane<V>
    where V : struct, IScalarLane<V>
{
    /// <summary>Whether the mask is set.</summary>
    static abstract bool IsSet(V mask);
}
