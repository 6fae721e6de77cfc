namespace Sharpkeras.Cpu;

/// <summary>Where a step finds the values of one sequence.</summary>
internal unsafe struct SequenceRow<T>
    where T : unmanaged
{
    /// <summary>x·w + bias, [gates, units].</summary>
    public T* Input;

    /// <summary>h·u, with its own bias where it has one, [gates, units].</summary>
    public T* Recurrent;

    /// <summary>Where the values of the gates go, [gates, units]; may be <see cref="Input"/>.</summary>
    public T* Gates;

    /// <summary>What else is kept for the gradient; null where no gradient is asked for.</summary>
    public T* Kept;

    /// <summary>The state, before and after, in whole vectors.</summary>
    public T* H;

    /// <summary>The cell state, before and after, in whole vectors.</summary>
    public T* C;
}
