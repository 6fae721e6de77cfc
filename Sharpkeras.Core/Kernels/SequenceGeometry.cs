namespace Sharpkeras.Kernels;

/// <summary>The sizes of a recurrent layer that goes through sequences.</summary>
/// <param name="Batch">The number of sequences.</param>
/// <param name="Steps">The steps of each.</param>
/// <param name="Inputs">The values of a step.</param>
/// <param name="Units">The values of a state.</param>
public readonly record struct SequenceGeometry(int Batch, int Steps, int Inputs, int Units)
{
    /// <summary>The steps of all sequences together.</summary>
    public int Rows => checked(Batch * Steps);

    /// <summary>The elements of outputs or states of all steps.</summary>
    public long Length => (long)Batch * Steps * Units;
}
