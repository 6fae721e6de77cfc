using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// A step of <see cref="SimpleRNN"/>: input [batch, features] and state h [batch, units] give activation(x · kernel + h · recurrent kernel + bias),
/// which is the output and the next state.
/// </summary>
/// <example><code>var layer = new RNN(new SimpleRNNCell(32));</code></example>
public sealed class SimpleRNNCell : BaseRNNCell
{
    /// <summary>A cell.</summary>
    /// <param name="units">The length of the output and of each state, positive.</param>
    /// <param name="activation">The function of what becomes the output; null for tanh.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">The first values of the kernel of the inputs; null for glorot_uniform.</param>
    /// <param name="recurrentInitializer">The first values of the kernel of the state; null for orthogonal.</param>
    /// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
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
    public SimpleRNNCell(
        int units,
        ActivationFunction? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
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
            1,
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
    }

    private protected override bool DropsAll => true;

    /// <inheritdoc/>
    internal override (Tensor Output, Tensors States) Advance(Tensor projected, Tensors states, CellWalk walk)
    {
        Tensor next = Activation.Call(projected + walk.Recur(states[0]));
        return (next, next);
    }

    /// <inheritdoc/>
    internal override (Tensor Outputs, Tensors States) Sequence(Tensor x, Tensors states, Tensor? mask)
    {
        var (outputs, h) = Ops.SimpleRNNSequence(x, Kernel, RecurrentKernel, Bias?.Value, states[0], mask);
        return (outputs, h);
    }
}
