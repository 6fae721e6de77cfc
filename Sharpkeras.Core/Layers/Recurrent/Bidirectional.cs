using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A recurrent layer in both directions: input [batch, steps, …], output that of the layer, twice as long along the last axis where the two are
/// put one after the other. Without merging both are outputs. States, where they are returned, follow: those of the forward layer, then those of
/// the backward one; initial states are given in the same order. With sequences the output is zero at masked steps.
/// </summary>
/// <example><code>Tensor y = new Bidirectional(new LSTM(32, returnSequences: true)).Call(x);   // [8, 20, 5] → [8, 20, 64]</code></example>
public sealed class Bidirectional : Layer
{
    private readonly RNN forwardLayer;
    private readonly RNN backwardLayer;

    /// <summary>A layer in both directions.</summary>
    /// <param name="layer">The layer. A new one is made from its config; its weights are not taken along.</param>
    /// <param name="mergeMode">How the outputs are joined; null for not at all.</param>
    /// <param name="backwardLayer">
    /// The layer for the other direction, which is used itself; null for one like the first. Its goBackwards must be the other, and its stateful,
    /// returnSequences and returnState the same.
    /// </param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of the output.</param>
    /// <exception cref="ArgumentException">The two layers do not fit together.</exception>
    public Bidirectional(
        RNN layer,
        MergeMode? mergeMode = Layers.MergeMode.Concat,
        RNN? backwardLayer = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        ArgumentNullException.ThrowIfNull(layer);
        MergeMode = mergeMode;
        forwardLayer = Copy(layer, "forward_", layer.GoBackwards);
        this.backwardLayer = backwardLayer ?? Copy(layer, "backward_", goBackwards: true);
        CheckPair();
        forwardLayer.ZeroOutputForMask = layer.ReturnSequences;
        this.backwardLayer.ZeroOutputForMask = layer.ReturnSequences;
    }

    /// <summary>The layer that goes forward.</summary>
    public RNN ForwardLayer => forwardLayer;

    /// <summary>The layer that goes backward.</summary>
    public RNN BackwardLayer => backwardLayer;

    /// <summary>How the outputs are joined; null for not at all.</summary>
    public MergeMode? MergeMode { get; }

    /// <inheritdoc/>
    internal override string? RestKeyword => forwardLayer.RestKeyword;

    /// <inheritdoc/>
    internal override bool HasMaskArgument => true;

    /// <summary>Sets the states of stateful layers to zero.</summary>
    /// <exception cref="InvalidOperationException">They are not stateful.</exception>
    public void ResetState()
    {
        if (!forwardLayer.Stateful)
        {
            throw new InvalidOperationException($"{this} — only stateful layers keep states between calls. Make the layer inside with stateful: true.");
        }

        forwardLayer.ResetState();
        backwardLayer.ResetState();
    }

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        forwardLayer.EnsureBuilt(inputShape);
        backwardLayer.EnsureBuilt(inputShape);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["name"] = Name,
        ["trainable"] = Trainable,
        ["dtype"] = Policy(DType),
        ["merge_mode"] = ConfigJson.Write(MergeMode),
        ["layer"] = ConfigJson.Write(forwardLayer),
        ["backward_layer"] = ConfigJson.Write(backwardLayer),
    };

    /// <inheritdoc/>
    protected override Tensors Forward(Tensors inputs, CallContext context)
    {
        var (forwardInputs, backwardInputs) = Halves(inputs);
        Tensors forward = forwardLayer.CallAll(forwardInputs, context);
        Tensors backward = backwardLayer.CallAll(backwardInputs, context);
        Tensor one = forward[0].Cast(DType);
        Tensor other = backward[0].Cast(DType);
        if (forwardLayer.ReturnSequences)
        {
            other = Ops.Flip(other, 1);
        }

        Tensors states = [.. forward.Skip(1), .. backward.Skip(1)];
        return MergeMode is { } mode ? [Merged(mode, one, other), .. states] : [Masked(one, inputs), Masked(other, inputs), .. states];
    }

    /// <inheritdoc/>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs) => forwardLayer.ReturnSequences ? inputs[0].Mask : null;

    private protected override InputSpec? SpecOf(int input) => null;

    private static Tensor Merged(MergeMode mode, Tensor one, Tensor other) => mode switch
    {
        Layers.MergeMode.Concat => Ops.Concatenate([one, other], -1),
        Layers.MergeMode.Sum => one + other,
        Layers.MergeMode.Mul => one * other,
        _ => (one + other) / 2,
    };

    private Tensor Masked(Tensor output, Tensors inputs) =>
        forwardLayer.ReturnSequences && inputs[0].Mask is { } mask ? Ops.WithMask(output, mask) : output;

    /// <summary>The sequence for both, with the first half of the states and the other.</summary>
    private (Tensors Forward, Tensors Backward) Halves(Tensors inputs)
    {
        int states = inputs.Count - 1;
        if (states % 2 != 0)
        {
            throw new ArgumentException(
                $"{this} — takes as many initial states for the forward layer as for the backward one. Received {Text.Of(states)}.");
        }

        return ([inputs[0], .. inputs.Skip(1).Take(states / 2)], [inputs[0], .. inputs.Skip(1 + (states / 2))]);
    }

    /// <summary>A layer with the same config and another name.</summary>
    private static RNN Copy(RNN layer, string prefix, bool goBackwards)
    {
        JsonObject serialized = ConfigJson.Serialize(layer);
        JsonObject config = serialized["config"]!.AsObject();
        config["name"] = prefix + (layer.Name.StartsWith(prefix, StringComparison.Ordinal) ? layer.Name[prefix.Length..] : layer.Name);
        config["go_backwards"] = goBackwards;
        return (RNN)KerasRegistry.Deserialize(typeof(RNN), serialized);
    }

    private void CheckPair()
    {
        if (forwardLayer.GoBackwards == backwardLayer.GoBackwards)
        {
            throw new ArgumentException(
                $"{this} — one of the layers goes forward and the other backward. Received goBackwards {Word(forwardLayer.GoBackwards)} for both.");
        }

        Same("stateful", forwardLayer.Stateful, backwardLayer.Stateful);
        Same("returnSequences", forwardLayer.ReturnSequences, backwardLayer.ReturnSequences);
        Same("returnState", forwardLayer.ReturnState, backwardLayer.ReturnState);
    }

    private void Same(string argument, bool forward, bool backward)
    {
        if (forward != backward)
        {
            throw new ArgumentException(
                $"{this} — both layers have the same {argument}. Received {Word(forward)} for the forward layer and {Word(backward)} for the backward one.");
        }
    }

    private static string Word(bool value) => value ? "true" : "false";
}
