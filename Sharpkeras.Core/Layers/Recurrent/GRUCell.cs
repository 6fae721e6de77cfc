using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// A step of <see cref="GRU"/> (Cho et al. 2014): input [batch, features] and state h [batch, units]. With the parts of a = x · kernel + bias and of
/// b = h · recurrent kernel + recurrent bias, and σ the recurrent activation, the gates are z = σ(a₀ + b₀) and r = σ(a₁ + b₁), the candidate is
/// c = activation(a₂ + r · b₂), and the next h, which is also the output, is z · h + (1 − z) · c. Where the reset gate acts before, r · h is
/// multiplied with the third part of the recurrent kernel instead, and there is no recurrent bias. The bias is [2, 3 · units], else [3 · units].
/// </summary>
/// <example><code>var layer = new RNN(new GRUCell(32));</code></example>
public sealed class GRUCell : BaseRNNCell
{
    /// <summary>A cell.</summary>
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
    /// <param name="kernelConstraint">Bounds of the kernel of the inputs.</param>
    /// <param name="recurrentConstraint">Bounds of the kernel of the state.</param>
    /// <param name="biasConstraint">Bounds of the bias.</param>
    /// <param name="dropout">The share of the inputs that training sets to zero, in [0, 1], the same ones at all steps.</param>
    /// <param name="recurrentDropout">The share of the state that training sets to zero where the step reads it, in [0, 1], the same places at all steps.</param>
    /// <param name="resetAfter">Whether the reset gate acts after the product with the recurrent kernel, or before it.</param>
    /// <param name="seed">The seed of the dropout; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights, states and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of units is not positive, or a share is outside of [0, 1].</exception>
    public GRUCell(
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
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        bool resetAfter = true,
        int? seed = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(
            3,
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
        ResetAfter = resetAfter;
    }

    /// <summary>The function of the gates.</summary>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>Whether the reset gate acts after the product with the recurrent kernel, or before it.</summary>
    public bool ResetAfter { get; }

    /// <inheritdoc/>
    internal override Tensor? InputBias => Bias == null || !ResetAfter ? Bias?.Value : Ops.Part(Bias, 0, 0, 1).Reshape([3 * Units]);

    private protected override Shape BiasShape => ResetAfter ? [2, 3 * Units] : [3 * Units];

    /// <inheritdoc/>
    internal override (Tensor Output, Tensors States) Advance(Tensor projected, Tensors states, CellWalk walk)
    {
        Tensor h = states[0];
        Tensor[] ofInput = Ops.Split(projected, 3, -1);
        Tensor next = ResetAfter ? After(ofInput, h, walk) : Before(ofInput, h, walk);
        return (next, next);
    }

    /// <inheritdoc/>
    internal override bool IsPlain => base.IsPlain && IsSigmoid(RecurrentActivation) && ResetAfter;

    /// <inheritdoc/>
    internal override (Tensor Outputs, Tensors States) Sequence(Tensor x, Tensors states, Tensor? mask)
    {
        var (outputs, h) = Ops.GRUSequence(x, Kernel, RecurrentKernel, Bias?.Value, states[0], mask);
        return (outputs, h);
    }

    private Tensor After(Tensor[] ofInput, Tensor h, CellWalk walk)
    {
        Tensor product = walk.Recur(h);
        if (Bias != null)
        {
            product += Ops.Part(Bias, 0, 1, 1).Reshape([3 * Units]);
        }

        Tensor[] ofState = Ops.Split(product, 3, -1);
        Tensor update = RecurrentActivation.Call(ofInput[0] + ofState[0]);
        Tensor reset = RecurrentActivation.Call(ofInput[1] + ofState[1]);
        return Mixed(update, h, Activation.Call(ofInput[2] + (reset * ofState[2])));
    }

    private Tensor Before(Tensor[] ofInput, Tensor h, CellWalk walk)
    {
        Tensor[] kernels = walk.RecurrentKernels();
        Tensor update = RecurrentActivation.Call(ofInput[0] + Ops.MatMul(walk.SeenBy(0, h), kernels[0]));
        Tensor reset = RecurrentActivation.Call(ofInput[1] + Ops.MatMul(walk.SeenBy(1, h), kernels[1]));
        return Mixed(update, h, Activation.Call(ofInput[2] + Ops.MatMul(reset * walk.SeenBy(2, h), kernels[2])));
    }

    private static Tensor Mixed(Tensor update, Tensor h, Tensor candidate) => (update * h) + ((1 - update) * candidate);
}
