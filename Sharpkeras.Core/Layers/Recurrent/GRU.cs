using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A recurrent layer with an update gate and a reset gate (Cho et al. 2014), by the formulas of <see cref="GRUCell"/>. Input
/// [batch, steps, features], output [batch, units], or [batch, steps, units] with sequences. The steps that a mask hides leave the states as they are. What comes out is described at <see cref="RNN"/>.
/// </summary>
/// <example><code>var layer = new GRU(32, returnSequences: true);</code></example>
public sealed class GRU : BaseRNN
{
    /// <summary>A recurrent layer.</summary>
    /// <param name="units">The length of the output and of each state, positive.</param>
    /// <param name="activation">The function of what becomes the output; null for tanh.</param>
    /// <param name="recurrentActivation">The function of the gates; null for sigmoid.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">The first values of the kernel of the inputs; null for glorot_uniform.</param>
    /// <param name="recurrentInitializer">The first values of the kernel of the state; null for orthogonal.</param>
    /// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel of the inputs.</param>
    /// <param name="recurrentRegularizer">A penalty on the kernel of the state.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="activityRegularizer">A penalty on the outputs.</param>
    /// <param name="kernelConstraint">Bounds of the kernel of the inputs.</param>
    /// <param name="recurrentConstraint">Bounds of the kernel of the state.</param>
    /// <param name="biasConstraint">Bounds of the bias.</param>
    /// <param name="dropout">The share of the inputs that training sets to zero, in [0, 1], the same ones at all steps.</param>
    /// <param name="recurrentDropout">The share of the state that training sets to zero where the step reads it, in [0, 1], the same places at all steps.</param>
    /// <param name="seed">The seed of the dropout; null draws one.</param>
    /// <param name="returnSequences">Whether the output is that of all steps, or of the last.</param>
    /// <param name="returnState">Whether the states after the last step are outputs too.</param>
    /// <param name="goBackwards">Whether the steps are taken from the last to the first; the output is in the order in which they are taken.</param>
    /// <param name="stateful">Whether a call begins with the states at the end of the call before.</param>
    /// <param name="unroll">Whether the steps are taken one by one also where one operation could take them all; their number must be known when the layer is built.</param>
    /// <param name="resetAfter">Whether the reset gate acts after the product with the recurrent kernel, or before it.</param>
    /// <param name="zeroOutputForMask">Whether the output of a masked step is zero; else it is that of the step before.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights, states and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of units is not positive, or a share is outside of [0, 1].</exception>
    public GRU(
        int units,
        ActivationFunction? activation = null,
        ActivationFunction? recurrentActivation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        int? seed = null,
        bool returnSequences = false,
        bool returnState = false,
        bool goBackwards = false,
        bool stateful = false,
        bool unroll = false,
        bool resetAfter = true,
        bool zeroOutputForMask = false,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(
            new GRUCell(
                units,
                activation,
                recurrentActivation,
                useBias,
                kernelInitializer,
                recurrentInitializer,
                biasInitializer,
                kernelRegularizer,
                recurrentRegularizer,
                biasRegularizer,
                kernelConstraint,
                recurrentConstraint,
                biasConstraint,
                dropout,
                recurrentDropout,
                resetAfter,
                seed,
                "gru_cell",
                trainable,
                dtype),
            returnSequences,
            returnState,
            goBackwards,
            stateful,
            unroll,
            zeroOutputForMask,
            activityRegularizer,
            name,
            trainable,
            dtype)
    {
    }

    /// <summary>The function of the gates.</summary>
    public ActivationFunction RecurrentActivation => ((GRUCell)Cell).RecurrentActivation;

    /// <summary>Whether the reset gate acts after the product with the recurrent kernel, or before it.</summary>
    public bool ResetAfter => ((GRUCell)Cell).ResetAfter;

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config.MoveBefore(base.GetConfig(), "reset_after", "seed");
}
