using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>What <see cref="SimpleRNN"/>, <see cref="LSTM"/> and <see cref="GRU"/> share: the arguments, which are those of the cell inside.</summary>
public abstract class BaseRNN : RNN
{
    private protected BaseRNN(
        BaseRNNCell cell,
        bool returnSequences,
        bool returnState,
        bool goBackwards,
        bool stateful,
        bool unroll,
        bool zeroOutputForMask,
        Regularizer? activityRegularizer,
        string? name,
        bool trainable,
        DType dtype)
        : base(cell, returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, activityRegularizer, name, trainable, dtype)
    {
        InputSpec = new InputSpec(Rank: 3);
    }

    /// <summary>The length of the output, and of each state.</summary>
    public int Units => Inner.Units;

    /// <summary>The function of what becomes the output.</summary>
    public ActivationFunction Activation => Inner.Activation;

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias => Inner.UseBias;

    /// <summary>The first values of the kernel of the inputs.</summary>
    public Initializer KernelInitializer => Inner.KernelInitializer;

    /// <summary>The first values of the kernel of the state.</summary>
    public Initializer RecurrentInitializer => Inner.RecurrentInitializer;

    /// <summary>The first values of the bias.</summary>
    public Initializer BiasInitializer => Inner.BiasInitializer;

    /// <summary>A penalty on the kernel of the inputs.</summary>
    public Regularizer? KernelRegularizer => Inner.KernelRegularizer;

    /// <summary>A penalty on the kernel of the state.</summary>
    public Regularizer? RecurrentRegularizer => Inner.RecurrentRegularizer;

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer => Inner.BiasRegularizer;

    /// <summary>Bounds of the kernel of the inputs.</summary>
    public Constraint? KernelConstraint => Inner.KernelConstraint;

    /// <summary>Bounds of the kernel of the state.</summary>
    public Constraint? RecurrentConstraint => Inner.RecurrentConstraint;

    /// <summary>Bounds of the bias.</summary>
    public Constraint? BiasConstraint => Inner.BiasConstraint;

    /// <summary>The share of the inputs that training sets to zero.</summary>
    public double Dropout => Inner.Dropout;

    /// <summary>The share of the state that training sets to zero where the step reads it.</summary>
    public double RecurrentDropout => Inner.RecurrentDropout;

    /// <summary>The seed of the dropout, null when it was drawn.</summary>
    public int? Seed => Inner.Seed;

    /// <summary>
    /// As Keras decides for cuDNN: with tanh and sigmoid, without dropout of the state, and not unrolled, the formulas are those of an operation
    /// that goes through all steps.
    /// </summary>
    private protected override SequenceResult? WholeSequence(Tensor sequence, Tensors states, CallContext context)
    {
        bool dropsState = context.Training && RecurrentDropout > 0;
        if (Unroll || dropsState || Inner.DType != DType || !Inner.IsPlain)
        {
            return null;
        }

        using CellWalk walk = Inner.Walk(context.Training);
        Tensor? mask = sequence.Mask;
        Tensor x = walk.Drop(sequence);
        if (GoBackwards)
        {
            (x, mask) = (Ops.Flip(x, [1]), mask == null ? null : Ops.Flip(mask, [1]));
        }

        var (outputs, after) = Inner.Sequence(x, states, mask);
        if (mask == null)
        {
            return new SequenceResult(ReturnSequences ? outputs : after[0], after);
        }

        // what a hidden first step gives is not the state
        Tensor chosen = ZeroOutputForMask ? Ops.Where(Masks.Fit(mask, 3), outputs, Ops.Constant(0, outputs)) : outputs;
        int last = x.Shape[1] - 1;
        return new SequenceResult(ReturnSequences ? chosen : Ops.Part(chosen, 1, last, 1).Reshape([x.Shape[0], Units]), after);
    }

    private BaseRNNCell Inner => (BaseRNNCell)Cell;
}
