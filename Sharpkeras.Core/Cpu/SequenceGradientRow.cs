namespace Sharpkeras.Cpu;

/// <summary>Where a step of the way back finds the values of one sequence.</summary>
internal unsafe struct SequenceGradientRow<T>
    where T : unmanaged
{
    /// <summary>The values of the gates, which the gradient of x·w + bias replaces.</summary>
    public T* Gates;

    /// <summary>What else was kept.</summary>
    public T* Kept;

    /// <summary>The state h before the step.</summary>
    public T* Before;

    /// <summary>The gradient of the output.</summary>
    public T* Output;

    /// <summary>The gradient of the new state; after it that of the old one, but for what comes by way of h·u. In whole vectors.</summary>
    public T* H;

    /// <summary>The gradient of the cell state, in whole vectors.</summary>
    public T* C;

    /// <summary>Where the gradient of h·u goes, [gates, units].</summary>
    public T* Recurrent;
}
