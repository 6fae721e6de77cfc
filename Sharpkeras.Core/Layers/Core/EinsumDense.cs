using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Kernels;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A dense layer over any axes: <c>activation(einsum(equation, x, kernel) + bias)</c>. The equation says which axes of the input are
/// summed over, and where those of the kernel go; the kernel's shape follows from the input's and <c>outputShape</c>.
/// </summary>
/// <example><code>var layer = new EinsumDense("abc,cd->abd", outputShape: [-1, 64], biasAxes: "d");</code></example>
public sealed class EinsumDense : Layer
{
    private Variable? bias;
    private Variable kernel = null!;
    private (int Summed, int Added)? product;

    /// <summary>A dense layer over any axes.</summary>
    /// <param name="equation">
    /// Labels of the input, the kernel and the output, as in <c>abc,cd-&gt;abd</c>; an ellipsis before or after the labels of input and
    /// output stands for axes that stay, as in <c>...x,xy-&gt;...y</c>.
    /// </param>
    /// <param name="outputShape">The output's shape without the batch and without the axes of an ellipsis; −1 for a length that follows from the input.</param>
    /// <param name="activation">The function of the sum; null for none.</param>
    /// <param name="biasAxes">The labels of the output's axes along which a bias is added; null for no bias.</param>
    /// <param name="kernelInitializer">The first values of the kernel; null for glorot_uniform.</param>
    /// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="kernelConstraint">Bounds of the kernel.</param>
    /// <param name="biasConstraint">Bounds of the bias.</param>
    /// <param name="activityRegularizer">A penalty on the output.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentException">The equation has none of the three forms, or the output has no axis of a bias.</exception>
    public EinsumDense(
        string equation,
        Shape outputShape,
        ActivationFunction? activation = null,
        string? biasAxes = null,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        Regularizer? activityRegularizer = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        EinsumShapes.Check("einsum_dense", equation, biasAxes);
        Equation = equation;
        OutputShape = outputShape;
        Activation = activation ?? "linear";
        BiasAxes = biasAxes;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        BiasInitializer = biasInitializer ?? new Zeros();
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
        ActivityRegularizer = activityRegularizer;
    }

    /// <summary>The labels of input, kernel and output.</summary>
    public string Equation { get; }

    /// <summary>The output's shape without the batch and without the axes of an ellipsis.</summary>
    public new Shape OutputShape { get; }

    /// <summary>The function of the sum.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>The labels of the output's axes along which a bias is added.</summary>
    public string? BiasAxes { get; }

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
        var shapes = new EinsumShapes($"{Name} (EinsumDense)", Equation, BiasAxes, inputShape, OutputShape);
        Initializer initializer = KernelInitializer is VarianceScaling scaling ? scaling.WithAxes(shapes.InputAxes, shapes.OutputAxes) : KernelInitializer;
        kernel = AddWeight("kernel", shapes.Kernel, initializer, KernelRegularizer, KernelConstraint);
        bias = shapes.Bias is { } shape ? AddWeight("bias", shape, BiasInitializer, BiasRegularizer, BiasConstraint) : null;
        product = EinsumProduct.Of(Equation);
        InputSpec = new InputSpec(Rank: inputShape.Rank);
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
        if (product is { } axes)
        {
            return Product(input, axes.Summed, axes.Added);
        }

        Tensor sum = Ops.Einsum(Equation, input, kernel);
        return Activation.Call(bias == null ? sum : sum + bias);
    }

    /// <summary>The input's last axes times the kernel's first ones, with the bias in the same operation where it has all axes that are added.</summary>
    private Tensor Product(Tensor input, int summed, int added)
    {
        Shape inner = kernel.Shape[..^added];
        Shape outer = kernel.Shape[^added..];
        Check.SameShape(inner, input.Shape[^summed..], $"{Name} (EinsumDense)");
        (int k, int n) = (checked((int)inner.Length), checked((int)outer.Length));
        bool whole = bias == null || bias.Shape == outer;
        Epilogue? epilogue = whole && Activation.IsFusable ? Activation.Epilogue : null;
        Tensor sum = Ops.Dense(
            input.Reshape([.. input.Shape[..^summed].ToArray(), k]), kernel.Value.Reshape([k, n]), whole ? bias?.Value.Reshape([n]) : null, epilogue);
        Tensor shaped = sum.Reshape([.. input.Shape[..^summed].ToArray(), .. outer.ToArray()]);
        return epilogue != null ? shaped : Activation.Call(whole ? shaped : shaped + bias!);
    }
}
