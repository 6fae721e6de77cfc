namespace Sharpkeras;

/// <summary>Operations that are made of others by looking at shapes, for graphs in which a dimension is not known yet.</summary>
public abstract partial class Op
{
    /// <summary>
    /// Runs a composition at once, or, on a symbolic tensor, takes it as a whole into the graph: it looks at the shape again when there are
    /// values.
    /// </summary>
    /// <param name="name">Keras's name.</param>
    /// <param name="x">The input.</param>
    /// <param name="compute">The composition.</param>
    /// <param name="arguments">The arguments besides the tensor, under Keras's names, for files; null where files cannot hold it.</param>
    internal static Tensor Compose(string name, Tensor x, Func<Tensor, Tensor> compute, params (string Name, object? Value)[]? arguments) =>
        x.Symbol is IOpRecorder recorder
            ? recorder.Record(new RecordedOperation(name, inputs => compute(inputs[0]), arguments), [x])[0]
            : compute(x);

    /// <summary>The same for several outputs.</summary>
    internal static Tensor[] ComposeAll(string name, Tensor x, Func<Tensor, Tensor[]> compute, params (string Name, object? Value)[]? arguments) =>
        x.Symbol is IOpRecorder recorder
            ? [.. recorder.Record(new RecordedOperation(name, inputs => compute(inputs[0]), arguments), [x])]
            : compute(x);

    /// <summary>The same for several inputs.</summary>
    internal static Tensor Compose(string name, Tensor[] inputs, Func<Tensor[], Tensor> compute, params (string Name, object? Value)[]? arguments)
    {
        IOpRecorder? recorder = RecorderOf(inputs);
        return recorder == null ? compute(inputs) : recorder.Record(new RecordedOperation(name, values => compute(values), arguments), inputs)[0];
    }

    /// <summary>The same for several inputs and outputs.</summary>
    internal static Tensor[] ComposeAll(string name, Tensor[] inputs, Func<Tensor[], Tensor[]> compute, params (string Name, object? Value)[]? arguments)
    {
        IOpRecorder? recorder = RecorderOf(inputs);
        return recorder == null ? compute(inputs) : [.. recorder.Record(new RecordedOperation(name, values => compute(values), arguments), inputs)];
    }

    /// <summary>Whether an input is symbolic.</summary>
    internal static bool IsSymbolic(ReadOnlySpan<Tensor> inputs) => RecorderOf(inputs) != null;

    /// <summary>The graph that an input belongs to; null where there are values, or where an operation is only asked for its shape.</summary>
    private static IOpRecorder? RecorderOf(ReadOnlySpan<Tensor> inputs)
    {
        foreach (Tensor input in inputs)
        {
            if (input.Symbol is IOpRecorder recorder)
            {
                return recorder;
            }
        }

        return null;
    }
}
