namespace Sharpkeras.Data;

/// <summary>What a loop over a dataset sees: <c>foreach (var (x, y) in dataset)</c>. The tensors live until the loop goes on.</summary>
/// <param name="X">The inputs.</param>
/// <param name="Y">The targets; empty for none.</param>
/// <param name="SampleWeight">The weights; empty for 1.</param>
public readonly record struct TensorBatch(Tensors X, Tensors Y, Tensors SampleWeight)
{
    /// <summary>Input and target of a model with one of each.</summary>
    /// <exception cref="InvalidOperationException">There are several, or none.</exception>
    public void Deconstruct(out Tensor x, out Tensor y)
    {
        x = X.Single;
        y = Y.Single;
    }
}
