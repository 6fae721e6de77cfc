using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// One step of a recurrent layer. A cell of one's own says how many states it has, makes its weights in <c>Build</c>, and computes a step;
/// <see cref="RNN"/> goes with it over sequences. Like other layers it may be called: with the input [batch, features] of a step and the states,
/// it gives the output and the states after the step.
/// </summary>
/// <example>
/// <code>
/// sealed class Average(int units, string? name = null) : RNNCell(name)
/// {
///     private Variable kernel = null!;
///
///     public int Units { get; } = units;
///
///     public override OneOrMore&lt;int&gt; StateSize => Units;
///
///     public override void Build(Shape inputShape) => kernel = AddWeight("kernel", [inputShape[^1], Units], "glorot_uniform");
///
///     protected override (Tensor Output, Tensors States) Step(Tensor input, Tensors states, CallContext context)
///     {
///         Tensor next = 0.9 * states[0] + 0.1 * Ops.MatMul(input, kernel);
///         return (next, next);
///     }
/// }
/// </code>
/// </example>
public abstract class RNNCell : Layer
{
    /// <summary>The properties that all cells have.</summary>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The floating type of weights, states and computation.</param>
    protected RNNCell(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
    }

    /// <summary>The number of values that each state has for a sample: one number for one state, or a list.</summary>
    public abstract OneOrMore<int> StateSize { get; }

    /// <summary>The number of values that the output has for a sample; as many as the first state unless overridden.</summary>
    public virtual int OutputSize => StateSize[0];

    /// <summary>The states before the first step: zeros [batch, size] unless overridden.</summary>
    /// <param name="batchSize">The number of samples.</param>
    public virtual Tensors GetInitialState(int batchSize)
    {
        OneOrMore<int> sizes = StateSize;
        Tensor[] states = new Tensor[sizes.Count];
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = Ops.Zeros([batchSize, sizes[i]], DType);
        }

        return states;
    }

    /// <summary>Computes a step.</summary>
    /// <param name="input">The input of the step, [batch, …].</param>
    /// <param name="states">The states before it, as many as <see cref="StateSize"/> says.</param>
    /// <param name="context">What the call passes on.</param>
    /// <returns>The output [batch, …], and the states after the step, of the shapes that they had.</returns>
    protected abstract (Tensor Output, Tensors States) Step(Tensor input, Tensors states, CallContext context);

    /// <inheritdoc/>
    protected sealed override Tensors Forward(Tensors inputs, CallContext context)
    {
        if (inputs.Count != StateSize.Count + 1)
        {
            throw new ArgumentException(
                $"{this} — a step needs its input and {Text.Of(StateSize.Count)} states. Received {Text.Of(inputs.Count)} tensors; call the cell on [input, state, …].");
        }

        Tensor[] before = [.. inputs.Skip(1)];
        var (output, states) = Step(inputs[0], before, context);
        return [output, .. Checked(states, before)];
    }

    /// <summary>A walk over a sequence begins: what is drawn for it is the same at all its steps.</summary>
    internal virtual void BeginWalk()
    {
        foreach (RNNCell cell in SubLayers.OfType<RNNCell>())
        {
            cell.BeginWalk();
        }
    }

    /// <summary>The walk is over.</summary>
    internal virtual void EndWalk()
    {
        foreach (RNNCell cell in SubLayers.OfType<RNNCell>())
        {
            cell.EndWalk();
        }
    }

    private Tensors Checked(Tensors states, Tensor[] before)
    {
        if (states.Count != before.Length)
        {
            throw new ArgumentException(
                $"{this} — Step returns as many states as StateSize has sizes, {Text.Of(before.Length)}. Received {Text.Of(states.Count)}.");
        }

        for (int i = 0; i < before.Length; i++)
        {
            if (states[i].Shape != before[i].Shape)
            {
                throw new ShapeException(
                    $"{this} — a state keeps its shape, {before[i].Shape} for state {Text.Of(i)}. Received {states[i].Shape} after the step.");
            }
        }

        return states;
    }
}
