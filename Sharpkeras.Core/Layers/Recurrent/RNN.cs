using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A cell over the steps of sequences: input [batch, steps, …], output [batch, …] of the last step, or [batch, steps, …] with sequences. Initial
/// states may follow the sequence, <c>layer.CallAll([x, h, c])</c>; else they are what the cell begins with, zeros mostly. With
/// <see cref="ReturnState"/> the states after the last step are outputs after the first. A mask [batch, steps] on the input hides steps: the states
/// stay as they are there, and the output is that of the step before, or zero. With sequences the mask goes on to the output.
/// </summary>
/// <example>
/// <code>
/// var stacked = new RNN(new StackedRNNCells([new GRUCell(32), new GRUCell(16)]), returnSequences: true);
/// Tensor y = stacked.Call(x);   // [8, 20, 5] → [8, 20, 16]
/// </code>
/// </example>
public partial class RNN : Layer
{
    /// <summary>A layer around a cell.</summary>
    /// <param name="cell">The cell: one of the framework's, or one of one's own.</param>
    /// <param name="returnSequences">Whether the output is that of all steps, or of the last.</param>
    /// <param name="returnState">Whether the states after the last step are outputs too.</param>
    /// <param name="goBackwards">Whether the steps are taken from the last to the first; the output is in the order in which they are taken.</param>
    /// <param name="stateful">Whether a call begins with the states at the end of the call before.</param>
    /// <param name="unroll">Whether the steps are taken one by one also where one operation could take them all; their number must be known when the layer is built.</param>
    /// <param name="zeroOutputForMask">Whether the output of a masked step is zero; else it is that of the step before.</param>
    /// <param name="activityRegularizer">A penalty on the outputs.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights of the cell.</param>
    /// <param name="dtype">The type to which floating inputs are converted, and of the outputs.</param>
    public RNN(
        RNNCell cell,
        bool returnSequences = false,
        bool returnState = false,
        bool goBackwards = false,
        bool stateful = false,
        bool unroll = false,
        bool zeroOutputForMask = false,
        [ConfigName("", OmitNull = true)] Regularizer? activityRegularizer = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        ArgumentNullException.ThrowIfNull(cell);
        Cell = cell;
        ReturnSequences = returnSequences;
        ReturnState = returnState;
        GoBackwards = goBackwards;
        Stateful = stateful;
        Unroll = unroll;
        ZeroOutputForMask = zeroOutputForMask;
        ActivityRegularizer = activityRegularizer;
        InputSpec = new InputSpec(MinRank: 3);
    }

    /// <summary>The cell.</summary>
    public RNNCell Cell { get; }

    /// <summary>Whether the output is that of all steps, or of the last.</summary>
    public bool ReturnSequences { get; }

    /// <summary>Whether the states after the last step are outputs too.</summary>
    public bool ReturnState { get; }

    /// <summary>Whether the steps are taken from the last to the first.</summary>
    public bool GoBackwards { get; }

    /// <summary>Whether a call begins with the states at the end of the call before.</summary>
    public bool Stateful { get; }

    /// <summary>Whether the steps are taken one by one; their number must be known when the layer is built.</summary>
    public bool Unroll { get; }

    /// <summary>Whether the output of a masked step is zero; else it is that of the step before.</summary>
    public bool ZeroOutputForMask { get; internal set; }

    /// <inheritdoc/>
    internal override string? RestKeyword => "initial_state";

    /// <inheritdoc/>
    internal override bool HasMaskArgument => true;

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        if (inputShape.Rank < 3)
        {
            throw new ShapeException($"{this} — needs sequences [batch, steps, …]. Received shape {inputShape}.");
        }

        if (Unroll && inputShape[1] < 0)
        {
            throw new ShapeException(
                $"{this} — unroll needs a known number of steps. Received shape {inputShape}; give the steps in the input's shape, or leave unroll out, which changes nothing else.");
        }

        Cell.EnsureBuilt([inputShape[0], .. inputShape[2..].ToArray()]);
        if (inputShape.Rank == 3 && inputShape[^1] >= 0)
        {
            InputSpec = new InputSpec(Rank: 3, Axis: -1, AxisLength: inputShape[^1]);
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        // by hand, since Keras's order is not that of the arguments and files are equal to the byte
        var config = new JsonObject
        {
            ["name"] = Name,
            ["trainable"] = Trainable,
            ["dtype"] = Policy(DType),
            ["return_sequences"] = ReturnSequences,
            ["return_state"] = ReturnState,
            ["go_backwards"] = GoBackwards,
            ["stateful"] = Stateful,
            ["unroll"] = Unroll,
            ["zero_output_for_mask"] = ZeroOutputForMask,
        };
        Config.AddParameters(config, this);
        return config;
    }

    /// <inheritdoc/>
    protected override Tensors Forward(Tensors inputs, CallContext context)
    {
        Tensor sequence = inputs[0];
        CheckSequence(sequence);
        Tensors states = FirstStates(inputs);
        SequenceResult result = WholeSequence(sequence, states, context) ?? new StepLoop(this, context).Run(sequence, states);
        Tensor output = result.Output.Cast(DType);
        Tensors after = result.States.Select(state => state.Cast(DType)).ToArray();
        if (Stateful)
        {
            Remember(result.States);
        }

        return ReturnState ? [output, .. after] : output;
    }

    /// <inheritdoc/>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs) => ReturnSequences ? inputs[0].Mask : null;

    /// <summary>
    /// The whole sequence by one operation, where there is one for the cell's formulas; null where the steps are taken one by one. Both give the
    /// same.
    /// </summary>
    /// <param name="sequence">[batch, steps, features], with its mask.</param>
    /// <param name="states">The states before the first step.</param>
    /// <param name="context">What the call passes on.</param>
    private protected virtual SequenceResult? WholeSequence(Tensor sequence, Tensors states, CallContext context) => null;

    /// <summary>States have other ranks than the sequence.</summary>
    private protected override InputSpec? SpecOf(int input) => input == 0 ? InputSpec : null;

    private void CheckSequence(Tensor sequence)
    {
        if (sequence.Shape[1] == 0)
        {
            throw new ShapeException($"{this} — needs one step or more. Received shape {sequence.Shape}.");
        }

        if (sequence.Mask is { } mask && (mask.Rank != 2 || mask.Shape != sequence.Shape[..2]))
        {
            throw new ShapeException(
                $"{this} — the mask is [batch, steps] like the input's first axes. Received a mask of shape {mask.Shape} for an input of shape {sequence.Shape}.");
        }
    }
}
