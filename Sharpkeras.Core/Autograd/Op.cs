using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>
/// An operation: its attributes are fields of the derived class, named <c>…Op</c>. <see cref="Infer"/> holds the shape rule and all
/// checks of arguments, <see cref="Forward"/> and <see cref="Backward"/> call the backend. An instance has no state between calls, so
/// one may serve many.
/// </summary>
public abstract partial class Op
{
    private string? name;

    /// <summary>The name in messages, in Keras's spelling: <c>conv2d</c> for <c>Conv2DOp</c>.</summary>
    public virtual string Name => name ??= SnakeCase.Of(TypeName(GetType()));

    /// <summary>What <see cref="Backward"/> reads; the tape keeps no more.</summary>
    public virtual GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

    /// <summary>Whether the output shows the memory of the first input (a reshape).</summary>
    public virtual bool IsView => false;

    /// <summary>
    /// The arguments besides the tensors under Keras's names, for files with models in which the operation was used directly; null where there
    /// is no form for it.
    /// </summary>
    internal virtual IReadOnlyList<(string Name, object? Value)>? Arguments => null;

    /// <summary>The shape rule, and every check of arguments.</summary>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public abstract TensorSpec Infer(ReadOnlySpan<Tensor> inputs);

    /// <summary>Computes the output. Not called for views, nor in symbolic calls.</summary>
    public abstract void Forward(ref ForwardContext context);

    /// <summary>Computes the gradients of the inputs from that of the output.</summary>
    /// <exception cref="GradientException">The operation has none.</exception>
    public virtual void Backward(GradContext context) =>
        throw new GradientException($"{Name} — this operation has no gradient. Stop the gradient before it with Ops.StopGradient.");

    /// <summary>The index of the first element of a view.</summary>
    protected virtual long ViewOffset(Tensor input) => input.Offset;

    /// <summary>Runs an operation where its inputs lie, and records it when a tape watches an input.</summary>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    /// <exception cref="DeviceMismatchException">The inputs lie on different devices.</exception>
    public static Tensor Apply(Op op, params ReadOnlySpan<Tensor> inputs)
    {
        Backend backend = CommonBackend(op, inputs);
        if (!backend.Computes && RecorderOf(inputs) is { } recorder)
        {
            return Recorded(op, recorder, inputs);
        }

        TensorSpec spec = op.Infer(inputs);
        GradientTape? tape = GradientTape.Recording(inputs, spec.DType);
        if (op.IsView)
        {
            Tensor view = inputs[0].View(spec.Shape, op.ViewOffset(inputs[0]));
            tape?.Record(op, inputs, view, null);
            return view;
        }

        Tensor output = backend.Rent(spec.Shape, spec.DType);
        Tensor? saved = null;
        if (backend.Computes)
        {
            var context = new ForwardContext(backend, inputs, output, tape != null);
            try
            {
                op.Forward(ref context);
            }
            catch (Exception exception) when (backend.Explain(exception, op.Name) is { } explained)
            {
                throw explained;
            }

            saved = context.Saved;
        }

        tape?.Record(op, inputs, output, saved);
        return output;
    }

    /// <summary>A method of its own, so that calls which compute need no object for the function.</summary>
    private static Tensor Recorded(Op op, IOpRecorder recorder, ReadOnlySpan<Tensor> inputs) =>
        recorder.Record(new RecordedOperation(op.Name, values => Apply(op, values), op.Arguments), inputs)[0];

    /// <summary>Tensors of a symbolic call make the whole operation symbolic; else all inputs lie on one device.</summary>
    private static Backend CommonBackend(Op op, ReadOnlySpan<Tensor> inputs)
    {
        Backend backend = Backend.Of(inputs[0]);
        for (int i = 1; i < inputs.Length; i++)
        {
            Backend other = Backend.Of(inputs[i]);
            if (ReferenceEquals(other, backend) || !backend.Computes)
            {
                continue;
            }

            if (other.Computes)
            {
                throw new DeviceMismatchException(
                    $"{op.Name} — the inputs lie on different devices. Received {backend.Device} and {other.Device}; move one with tensor.To(device).");
            }

            backend = other;
        }

        return backend;
    }

    private static string TypeName(Type type)
    {
        string own = type.Name.Split('`')[0];
        return own.EndsWith("Op", StringComparison.Ordinal) ? own[..^2] : own;
    }
}
