using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A row of numbers for each index: input [batch, …] of indices in [0, input dim), output [batch, …, output dim]; embeddings
/// [input dim, output dim]. Floating inputs are cut to whole numbers.
/// </summary>
/// <example><code>Tensor vectors = new Embedding(1000, 64).Call(tokens);   // [8, 20] → [8, 20, 64]</code></example>
public class Embedding : Layer
{
    private Variable embeddings = null!;

    /// <summary>A table of rows for indices.</summary>
    /// <param name="inputDim">The number of rows: the largest index plus one. Positive.</param>
    /// <param name="outputDim">The length of a row, positive.</param>
    /// <param name="embeddingsInitializer">The first values of the rows; null for uniform in [−0.05, 0.05).</param>
    /// <param name="embeddingsRegularizer">A penalty on the rows.</param>
    /// <param name="embeddingsConstraint">Bounds of the rows.</param>
    /// <param name="maskZero">Whether index 0 stands for padding: the output then has a mask that hides it.</param>
    /// <param name="weights">The first values as a matrix [input dim, output dim]; the layer is built at once then. Null for the initializer's.</param>
    /// <param name="activityRegularizer">A penalty on the output.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the rows.</param>
    /// <param name="dtype">The type of the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="ShapeException">The given values have another shape.</exception>
    public Embedding(
        int inputDim,
        int outputDim,
        Initializer? embeddingsInitializer = null,
        Regularizer? embeddingsRegularizer = null,
        Constraint? embeddingsConstraint = null,
        bool maskZero = false,
        Tensor? weights = null,
        Regularizer? activityRegularizer = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        InputDim = Check.Positive(inputDim, nameof(inputDim), "embedding");
        OutputDim = Check.Positive(outputDim, nameof(outputDim), "embedding");
        EmbeddingsInitializer = embeddingsInitializer ?? new RandomUniform();
        EmbeddingsRegularizer = embeddingsRegularizer;
        EmbeddingsConstraint = embeddingsConstraint;
        MaskZero = maskZero;
        ActivityRegularizer = activityRegularizer;
        SupportsMasking = maskZero;
        Autocast = false;
        if (weights != null)
        {
            Check.SameShape(weights.Shape, [inputDim, outputDim], $"{this} weights");
            EnsureBuilt([-1]);
            embeddings.Assign(weights.DType == DType ? weights : weights.Cast(DType));
        }
    }

    /// <summary>The number of rows.</summary>
    public int InputDim { get; }

    /// <summary>The length of a row.</summary>
    public int OutputDim { get; }

    /// <summary>The first values of the rows.</summary>
    public Initializer EmbeddingsInitializer { get; }

    /// <summary>A penalty on the rows.</summary>
    public Regularizer? EmbeddingsRegularizer { get; }

    /// <summary>Bounds of the rows.</summary>
    public Constraint? EmbeddingsConstraint { get; }

    /// <summary>Whether index 0 stands for padding.</summary>
    public bool MaskZero { get; }

    /// <summary>The rows.</summary>
    private protected Variable Embeddings => embeddings;

    /// <inheritdoc/>
    public override void Build(Shape inputShape) =>
        embeddings = AddWeight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer, EmbeddingsRegularizer, EmbeddingsConstraint);

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        // by hand, since Keras's order is not that of the arguments and files are equal to the byte
        ["name"] = Name,
        ["trainable"] = Trainable,
        ["dtype"] = Policy(DType),
        ["input_dim"] = InputDim,
        ["output_dim"] = OutputDim,
        ["embeddings_initializer"] = ConfigJson.Write(EmbeddingsInitializer),
        ["embeddings_regularizer"] = ConfigJson.Write(EmbeddingsRegularizer),
        ["activity_regularizer"] = ConfigJson.Write(ActivityRegularizer),
        ["embeddings_constraint"] = ConfigJson.Write(EmbeddingsConstraint),
        ["mask_zero"] = MaskZero,
        ["quantization_config"] = null,
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) =>
        Op.Apply(new TakeOp(0, $"{this}"), embeddings.Value, Indices(input));

    /// <inheritdoc/>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs) => Ops.NotEqual(inputs[0], Ops.Constant(0, inputs[0]));

    private static Tensor Indices(Tensor input) => input.DType is DType.Int32 or DType.Int64 ? input : input.Cast(DType.Int32);
}
