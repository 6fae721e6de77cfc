using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Kernels;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// What <see cref="SimpleRNNCell"/>, <see cref="LSTMCell"/> and <see cref="GRUCell"/> share: a kernel [features, gates · units], a recurrent
/// kernel [units, gates · units] and a bias; dropout of the inputs and of the state.
/// </summary>
public abstract class BaseRNNCell : RNNCell
{
    private readonly int gates;
    private readonly SeedGenerator generator;
    private CellWalk? walk;

    private protected BaseRNNCell(
        int gates,
        int units,
        ActivationFunction? activation,
        bool useBias,
        Initializer? kernelInitializer,
        Initializer? recurrentInitializer,
        Initializer? biasInitializer,
        Regularizer? kernelRegularizer,
        Regularizer? recurrentRegularizer,
        Regularizer? biasRegularizer,
        Constraint? kernelConstraint,
        Constraint? recurrentConstraint,
        Constraint? biasConstraint,
        double dropout,
        double recurrentDropout,
        int? seed,
        string? name,
        bool trainable,
        DType dtype)
        : base(name, trainable, dtype)
    {
        this.gates = gates;
        Units = Check.Positive(units, nameof(units), ToString());
        Activation = activation ?? "tanh";
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        RecurrentInitializer = recurrentInitializer ?? new Orthogonal();
        BiasInitializer = biasInitializer ?? new Zeros();
        KernelRegularizer = kernelRegularizer;
        RecurrentRegularizer = recurrentRegularizer;
        BiasRegularizer = biasRegularizer;
        KernelConstraint = kernelConstraint;
        RecurrentConstraint = recurrentConstraint;
        BiasConstraint = biasConstraint;
        Dropout = Check.Share(dropout, nameof(dropout), ToString());
        RecurrentDropout = Check.Share(recurrentDropout, nameof(recurrentDropout), ToString());
        Seed = seed;
        generator = new SeedGenerator(seed);
    }

    /// <summary>The length of the output, and of each state.</summary>
    public int Units { get; }

    /// <summary>The function of what becomes the output.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>The first values of the kernel of the inputs.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The first values of the kernel of the state.</summary>
    public Initializer RecurrentInitializer { get; }

    /// <summary>The first values of the bias.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the kernel of the inputs.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on the kernel of the state.</summary>
    public Regularizer? RecurrentRegularizer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Bounds of the kernel of the inputs.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>Bounds of the kernel of the state.</summary>
    public Constraint? RecurrentConstraint { get; }

    /// <summary>Bounds of the bias.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>The share of the inputs that training sets to zero, the same ones at all steps.</summary>
    public double Dropout { get; }

    /// <summary>The share of the state that training sets to zero where the gates read it, the same places at all steps.</summary>
    public double RecurrentDropout { get; }

    /// <summary>The seed of the dropout, null when it was drawn.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    public override OneOrMore<int> StateSize => Units;

    /// <summary>The kernel of the inputs, [features, gates · units].</summary>
    internal Variable Kernel { get; private set; } = null!;

    /// <summary>The kernel of the state, [units, gates · units].</summary>
    internal Variable RecurrentKernel { get; private set; } = null!;

    /// <summary>The bias; null for none.</summary>
    internal Variable? Bias { get; private set; }

    /// <summary>The shape of the bias.</summary>
    private protected virtual Shape BiasShape => [gates * Units];

    /// <summary>The first values of the bias, over all gates.</summary>
    private protected virtual Initializer FirstBias => BiasInitializer;

    /// <summary>The bias that is added to the product of the inputs.</summary>
    internal virtual Tensor? InputBias => Bias?.Value;

    /// <summary>Whether a dropout rate of 1 drops all; else it drops nothing, as in Keras's cells with gates.</summary>
    private protected virtual bool DropsAll => false;

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        if (inputShape.Rank != 2 || inputShape[^1] < 0)
        {
            throw new ShapeException(
                $"{this} — needs an input [batch, features] for a step, with a known number of features. Received shape {inputShape}.");
        }

        Kernel = AddWeight("kernel", [inputShape[^1], gates * Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        RecurrentKernel = AddWeight(
            "recurrent_kernel", [Units, gates * Units], RecurrentInitializer, RecurrentRegularizer, RecurrentConstraint);
        Bias = UseBias ? AddWeight("bias", BiasShape, FirstBias, BiasRegularizer, BiasConstraint) : null;
    }

    /// <summary>Computes a step from the product of its input with the kernel, [batch, gates · units].</summary>
    internal abstract (Tensor Output, Tensors States) Advance(Tensor projected, Tensors states, CellWalk walk);

    /// <summary>Whether the formulas are those of <see cref="Sequence"/>: with tanh, and sigmoid where there are gates.</summary>
    internal virtual bool IsPlain => IsTanh(Activation);

    /// <summary>All steps by one operation: the outputs [batch, steps, units] for x [batch, steps, features], and the states after the last step.</summary>
    internal abstract (Tensor Outputs, Tensors States) Sequence(Tensor x, Tensors states, Tensor? mask);

    private protected static bool IsTanh(ActivationFunction activation) => activation.Epilogue is Epilogue<TanhKernel>;

    private protected static bool IsSigmoid(ActivationFunction activation) => activation.Epilogue is Epilogue<SigmoidKernel>;

    /// <summary>What is the same at all steps of a walk.</summary>
    internal CellWalk Walk(bool training) => walk ?? new CellWalk(this, gates, training ? generator : null, DropsAll);

    internal override void BeginWalk() => walk = new CellWalk(this, gates, generator, DropsAll);

    internal override void EndWalk()
    {
        walk?.Dispose();
        walk = null;
    }

    /// <inheritdoc/>
    protected override (Tensor Output, Tensors States) Step(Tensor input, Tensors states, CallContext context)
    {
        CellWalk own = Walk(context.Training);
        try
        {
            return Advance(own.Project(input), states, own);
        }
        finally
        {
            if (!ReferenceEquals(own, walk))
            {
                own.Dispose();
            }
        }
    }
}
