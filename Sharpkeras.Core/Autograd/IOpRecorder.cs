namespace Sharpkeras;

/// <summary>A symbolic tensor that takes operations on it into the graph of a functional model.</summary>
internal interface IOpRecorder
{
    /// <summary>Remembers an operation and gives its outputs, which are symbolic too.</summary>
    /// <param name="operation">What is to be repeated with values.</param>
    /// <param name="inputs">Its inputs; some may have values.</param>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    Tensors Record(RecordedOperation operation, ReadOnlySpan<Tensor> inputs);
}
