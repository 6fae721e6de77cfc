namespace Sharpkeras;

/// <summary>An operation that a functional model repeats.</summary>
/// <param name="Name">Keras's name, <c>reduce_mean</c>'s is <c>mean</c>.</param>
/// <param name="Compute">The computation, for inputs with values or without.</param>
/// <param name="Arguments">The arguments besides the tensors, under Keras's names, for files; null where files cannot hold it.</param>
internal sealed record RecordedOperation(string Name, Func<Tensor[], Tensors> Compute, IReadOnlyList<(string Name, object? Value)>? Arguments);
