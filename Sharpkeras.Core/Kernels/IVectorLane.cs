namespace Sharpkeras.Kernels;

/// <summary>What the loops of the CPU need of a lane besides arithmetic: memory and the fold over its elements.</summary>
/// <typeparam name="V">The lane type itself.</typeparam>
/// <typeparam name="T">The type of an element.</typeparam>
internal unsafe interface IVectorLane<V, T>
    where V : struct, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>The number of elements.</summary>
    static abstract int Count { get; }

    /// <summary>Reads Count elements, aligned or not.</summary>
    static abstract V Load(T* source);

    /// <summary>Writes Count elements, aligned or not.</summary>
    static abstract void Store(V value, T* target);

    /// <summary>
    /// Writes Count elements past the caches, where the processor can; the target is aligned to the size of the lane. For what
    /// another processor has read and will read again. Other threads see it after a barrier.
    /// </summary>
    static virtual void Stream(V value, T* target) => V.Store(value, target);

    /// <summary>The same value in every element.</summary>
    static abstract V Broadcast(T value);

    /// <summary>The element at an index.</summary>
    static abstract T Element(V value, int index);
}
