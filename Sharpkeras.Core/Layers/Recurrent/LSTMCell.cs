using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A step of <see cref="LSTM"/> (Hochreiter &amp; Schmidhuber 1997): input [batch, features] and the states h and c [batch, units]. With
/// z = x · kernel + h · recurrent kernel + bias in four parts, the next c is σ(z₁) · c + σ(z₀) · activation(z₂), and the next h, which is also the
/// output, is σ(z₃) · activation(next c), where σ is the recurrent activation.
/// </summary>
/// <example><code>var layer = new RNN(new StackedRNNCells([new LSTMCell(64), new LSTMCell(32)]));</code></example>
public sealed class LSTMCell : BaseRNNCell
{
    /// <summary>A cell.</summary>
    /// <param name="units">The length of the output and of each state, positive.</param>
    /// <param name="activation">The function of what becomes the output; null for tanh.</param>
    /// <param name="recurrentActivation">The function of the gates; null for sigmoid.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">The first values of the kernel of the inputs; null for glorot_uniform.</param>
    /// <param name="recurrentInitializer">The first values of the kernel of the state; null for orthogonal.</param>
    /// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
    /// <param name="unitForgetBias">Whether the bias of the forget gate begins with ones.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel of the inputs.</param>
    /// <param name="recurrentRegularizer">A penalty on the kernel of the state.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="kernelConstraint">Bounds of the kernel of the inputs.</param>
    /// <param name="recurrentConstraint">Bounds of the kernel of the state.</param>
    /// <param name="biasConstraint">Bounds of the bias.</param>
    /// <param name="dropout">The share of the inputs that training sets to zero, in [0, 1], the same ones at all steps.</param>
    /// <param name="recurrentDropout">The share of the state that training sets to zero where the step reads it, in [0, 1], the same places at all steps.</param>
    /// <param name="seed">The seed of the dropout; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights, states and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of units is not positive, or a share is outside of [0, 1].</exception>
    public LSTMCell(
        int units,
        ActivationFunction? activation = null,
        ActivationFunction? recurrentActivation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        bool unitForgetBias = true,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        int? seed = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(
            4,
            units,
            activation,
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
            seed,
            name,
            trainable,
            dtype)
    {
        RecurrentActivation = recurrentActivation ?? "sigmoid";
        UnitForgetBias = unitForgetBias;
    }

    /// <summary>The function of the gates.</summary>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>Whether the bias of the forget gate begins with ones.</summary>
    public bool UnitForgetBias { get; }

    /// <inheritdoc/>
    public override OneOrMore<int> StateSize => new[] { Units, Units };

    private protected override Initializer FirstBias => UnitForgetBias ? new ForgetBias(BiasInitializer) : BiasInitializer;

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config.MoveBefore(base.GetConfig(), "unit_forget_bias", "kernel_initializer");

    /// <inheritdoc/>
    internal override (Tensor Output, Tensors States) Advance(Tensor projected, Tensors states, CellWalk walk)
    {
        Tensor[] parts = Ops.Split(projected + walk.Recur(states[0]), 4, -1);
        Tensor enter = RecurrentActivation.Call(parts[0]);
        Tensor keep = RecurrentActivation.Call(parts[1]);
        Tensor carry = (keep * states[1]) + (enter * Activation.Call(parts[2]));
        Tensor next = RecurrentActivation.Call(parts[3]) * Activation.Call(carry);
        return (next, [next, carry]);
    }

    /// <inheritdoc/>
    internal override bool IsPlain => base.IsPlain && IsSigmoid(RecurrentActivation);

    /// <inheritdoc/>
    internal override (Tensor Outputs, Tensors States) Sequence(Tensor x, Tensors states, Tensor? mask)
    {
        var (outputs, h, c) = Ops.LSTMSequence(x, Kernel, RecurrentKernel, Bias?.Value, states[0], states[1], mask);
        return (outputs, [h, c]);
    }

    /// <summary>The bias of four gates, of which the second, the forget gate, begins with ones.</summary>
    private sealed class ForgetBias(Initializer others) : Initializer
    {
        public override Tensor Call(Shape shape, DType dtype = DType.Float32)
        {
            int units = shape[0] / 4;
            return Ops.Concatenate([others.Call([units], dtype), Ops.Ones([units], dtype), others.Call([2 * units], dtype)]);
        }
    }
}
