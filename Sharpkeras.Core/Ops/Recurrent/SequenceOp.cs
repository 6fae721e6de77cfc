using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>
/// A recurrent layer over whole sequences. The inputs are x [batch, steps, inputs], w [inputs, gates · units], u [units, gates · units], the
/// first states [batch, units], then a bias and a mask [batch, steps] where there are any. The output is all outputs and behind them the last
/// states, as <see cref="Backend.LstmSequence"/> describes it.
/// </summary>
internal abstract class SequenceOp(int gates, int states, bool hasBias, bool hasMask) : Op
{
    private const int FirstState = 3;

    public override GradientNeeds Needs => GradientNeeds.Input;

    /// <summary>The parts of what the gradient reads.</summary>
    protected abstract int SavedParts { get; }

    /// <summary>The shape of a bias.</summary>
    protected virtual Shape BiasShape(int units) => [gates * units];

    private int BiasPlace => FirstState + states;

    private int MaskPlace => hasBias ? BiasPlace + 1 : BiasPlace;

    /// <summary>Runs the operation, and cuts its output into the outputs and the last states: views.</summary>
    public static Tensor[] ApplyTo(SequenceOp op, int states, Tensor[] required, Tensor? bias, Tensor? mask)
    {
        Tensor[] inputs = [.. required, .. bias == null ? [] : (Tensor[])[bias], .. mask == null ? [] : (Tensor[])[mask]];
        return ComposeAll(op.Name, inputs, values => Cut(Apply(op, values), states), null);
    }

    private static Tensor[] Cut(Tensor output, int states)
    {
        int steps = output.Shape[0] - states;
        Tensor[] parts = new Tensor[states + 1];
        parts[0] = output[..steps].Reshape([output.Shape[1], steps, output.Shape[2]]);
        for (int i = 0; i < states; i++)
        {
            parts[i + 1] = output[steps + i];
        }

        return parts;
    }

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        CheckTypes(inputs);
        Tensor x = inputs[0];
        Tensor u = inputs[2];
        if (x.Rank != 3)
        {
            throw new ShapeException($"{Name} — x is [batch, steps, inputs]. Received {x.Shape}.");
        }

        if (u.Rank != 2 || u.Shape[1] != gates * u.Shape[0])
        {
            throw new ShapeException($"{Name} — the recurrent kernel is [units, {Text.Of(gates)} · units]. Received {u.Shape}.");
        }

        int units = u.Shape[0];
        CheckShape(inputs[1], [x.Shape[2], gates * units], "the kernel is [inputs, gates · units]", x);
        for (int i = 0; i < states; i++)
        {
            CheckShape(inputs[FirstState + i], [x.Shape[0], units], "a state is [batch, units]", x);
        }

        if (hasBias)
        {
            CheckShape(inputs[BiasPlace], BiasShape(units), "the bias has a value for each column of the kernel", x);
        }

        if (hasMask)
        {
            CheckShape(inputs[MaskPlace], x.Shape[..2], "the mask is [batch, steps]", x);
        }

        return new TensorSpec([checked(x.Shape[1] + states), x.Shape[0], units], x.DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        SequenceGeometry geometry = GeometryOf(context.Inputs[0].Shape, context.Inputs[2].Shape);
        Shape saved = [SavedParts, geometry.Batch, geometry.Steps, geometry.Units];
        context.Saved = context.IsRecorded ? context.Backend.Rent(saved, context.Output.DType) : null;
        Run(context.Backend, geometry, new Named(context.Inputs, this), context.Output, context.Saved);
    }

    public override void Backward(GradContext context)
    {
        Tensor? Rent(int index) => index >= 0 && context.Wants(index) ? context.RentFor(index) : null;
        SequenceGeometry geometry = GeometryOf(context.InputSpec(0).Shape, context.InputSpec(2).Shape);
        var inputs = new Named(context, this);
        var gradients = new Named(
            Rent(0), Rent(1), Rent(2), Rent(FirstState), Rent(states > 1 ? FirstState + 1 : -1), Rent(hasBias ? BiasPlace : -1), null);
        RunGradient(context.Backend, geometry, inputs, context.Saved, context.OutputGradient, gradients);
        Give(context, 0, gradients.X);
        Give(context, 1, gradients.W);
        Give(context, 2, gradients.U);
        Give(context, FirstState, gradients.H);
        Give(context, FirstState + 1, gradients.C);
        Give(context, BiasPlace, gradients.Bias);
    }

    protected abstract void Run(Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor output, Tensor? saved);

    protected abstract void RunGradient(
        Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor saved, Tensor doutput, in Named gradients);

    private static SequenceGeometry GeometryOf(Shape x, Shape u) => new(x[0], x[1], x[2], u[0]);

    private static void Give(GradContext context, int index, Tensor? gradient)
    {
        if (gradient != null)
        {
            context.Give(index, gradient);
        }
    }

    private void CheckTypes(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        foreach (Tensor input in hasMask ? inputs[1..^1] : inputs[1..])
        {
            Check.SameDType(inputs[0], input, Name);
        }

        if (hasMask && inputs[^1].DType != DType.Bool)
        {
            throw new DTypeException($"{Name} — a mask is Boolean. Received {inputs[^1].DType.KerasName()}; cast it.");
        }
    }

    private void CheckShape(Tensor tensor, Shape wanted, string rule, Tensor x)
    {
        if (tensor.Shape != wanted)
        {
            throw new ShapeException($"{Name} — {rule}. Received {tensor.Shape} where {wanted} fits x {x.Shape}.");
        }
    }

    /// <summary>The inputs, or their gradients, by name.</summary>
    protected readonly record struct Named(Tensor? X, Tensor? W, Tensor? U, Tensor? H, Tensor? C, Tensor? Bias, Tensor? Mask)
    {
        public Named(ReadOnlySpan<Tensor> inputs, SequenceOp op)
            : this(
                inputs[0],
                inputs[1],
                inputs[2],
                inputs[FirstState],
                op.HasCell ? inputs[FirstState + 1] : null,
                op.Biased ? inputs[op.BiasPlace] : null,
                op.Masked ? inputs[op.MaskPlace] : null)
        {
        }

        public Named(GradContext context, SequenceOp op)
            : this(
                context.Input(0),
                context.Input(1),
                context.Input(2),
                context.Input(FirstState),
                op.HasCell ? context.Input(FirstState + 1) : null,
                op.Biased ? context.Input(op.BiasPlace) : null,
                op.Masked ? context.Input(op.MaskPlace) : null)
        {
        }
    }

    private bool HasCell => states > 1;

    private bool Biased => hasBias;

    private bool Masked => hasMask;
}
