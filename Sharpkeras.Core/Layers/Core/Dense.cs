using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A fully connected layer: <c>activation(x · kernel + bias)</c>. Input [batch, …, n], output [batch, …, units]; kernel [n, units],
/// bias [units].
/// </summary>
/// <example><code>var layer = new Dense(120, activation: "relu");</code></example>
public sealed class Dense : Layer
{
    private Variable? bias;
    private Variable kernel = null!;

    /// <summary>A fully connected layer.</summary>
    /// <param name="units">The length of the output's last axis, positive.</param>
    /// <param name="activation">The function of the sum; null for none.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">The first values of the kernel; null for glorot_uniform.</param>
    /// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="activityRegularizer">A penalty on the output.</param>
    /// <param name="kernelConstraint">Bounds of the kernel.</param>
    /// <param name="biasConstraint">Bounds of the bias.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of units is not positive.</exception>
    public Dense(
        int units,
        ActivationFunction? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        [ConfigName("", OmitNull = true)] Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Units = Check.Positive(units, nameof(units), "dense");
        Activation = activation ?? "linear";
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        BiasInitializer = biasInitializer ?? new Zeros();
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
        InputSpec = new InputSpec(MinRank: 2);
        SupportsMasking = true;
    }

    /// <summary>The length of the output's last axis.</summary>
    public int Units { get; }

    /// <summary>The function of the sum.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>The first values of the kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The first values of the bias.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Bounds of the kernel.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>Bounds of the bias.</summary>
    public Constraint? BiasConstraint { get; }

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        if (inputShape.Rank < 2 || inputShape[^1] < 0)
        {
            throw new ShapeException($"{Name} (Dense) — the last axis of the input must be known, and the input have rank 2 or more. Received shape {inputShape}.");
        }

        kernel = AddWeight("kernel", [inputShape[^1], Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        bias = UseBias ? AddWeight("bias", [Units], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
        InputSpec = new InputSpec(MinRank: 2, Axis: -1, AxisLength: inputShape[^1]);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        config["quantization_config"] = null;
        return config;
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor result = Ops.Dense(input, kernel, bias?.Value, Activation.IsFusable ? Activation.Epilogue : null);
        return Activation.IsFusable || Activation.IsLinear ? result : Activation.Call(result);
    }
}
