using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// Attention by several heads: query, key and value go through dense layers, each head attends by itself with softmax(Q·Kᵀ / √size)·V, and
/// another dense layer puts the heads together.
/// </summary>
public abstract partial class BaseHeadAttention : BaseAttention
{
    private static readonly CallSignature Form = new(InputNames, [QueryMask, ValueMask, KeyMask, AttentionMask], Switches, inList: false);

    private EinsumDense queryDense = null!;
    private EinsumDense keyDense = null!;
    private EinsumDense? gateDense;
    private EinsumDense valueDense = null!;
    private EinsumDense outputDense = null!;
    private Softmax softmax = null!;
    private Dropout dropoutLayer = null!;
    private HeadEquations equations = null!;

    private protected BaseHeadAttention(HeadOptions options, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        Dropout = Check.Range(options.Dropout, 0, 1, "dropout", ToString());
        UseBias = options.UseBias;
        UseGate = options.UseGate;
        SlidingWindow = options.SlidingWindow is { } window ? Check.Positive(window, "slidingWindow", ToString()) : null;
        KernelInitializer = options.KernelInitializer ?? new GlorotUniform();
        BiasInitializer = options.BiasInitializer ?? new Zeros();
        KernelRegularizer = options.KernelRegularizer;
        BiasRegularizer = options.BiasRegularizer;
        ActivityRegularizer = options.ActivityRegularizer;
        KernelConstraint = options.KernelConstraint;
        BiasConstraint = options.BiasConstraint;
        Seed = options.Seed;
    }

    /// <summary>The share of the weights of sources that become zero in training.</summary>
    public double Dropout { get; }

    /// <summary>Whether the dense layers add a bias.</summary>
    public bool UseBias { get; }

    /// <summary>Whether the heads' outputs are multiplied by a sigmoid of another dense layer of the query.</summary>
    public bool UseGate { get; }

    /// <summary>The distance below which sources are seen; null for any.</summary>
    public int? SlidingWindow { get; }

    /// <summary>The first values of the kernels.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The first values of the biases.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the kernels.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on the biases.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>A penalty on the outputs of the dense layers inside, as in Keras.</summary>
    public new Regularizer? ActivityRegularizer { get; }

    /// <summary>Bounds of the kernels.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>Bounds of the biases.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>The seed of dropout, null when it was drawn.</summary>
    public int? Seed { get; }

    internal sealed override CallSignature Signature => Form;

    /// <summary>The names of the layers inside in Keras's files.</summary>
    internal sealed override IReadOnlyList<(string Path, Layer Layer)> SubLayerPaths =>
    [
        .. from inner in new (string Path, Layer? Layer)[]
        {
            ("query_dense", queryDense),
            ("key_dense", keyDense),
            ("gate_dense", gateDense),
            ("value_dense", valueDense),
            ("_softmax", softmax),
            ("_dropout_layer", dropoutLayer),
            ("output_dense", outputDense),
        }
        where inner.Layer != null
        select (inner.Path, inner.Layer!),
    ];

    /// <summary>The heads of the query, those of key and value, and the sizes of keys and of values.</summary>
    private protected abstract HeadSizes Sizes { get; }

    /// <summary>The output's last axes for a query of a size.</summary>
    private protected abstract Shape OutputSizes(int querySize);

    /// <summary>The axes over which sources are attended to, for inputs of a rank; from the front and sorted.</summary>
    private protected abstract int[] AxesFor(int rank);

    /// <summary>Attends with arguments by name.</summary>
    /// <param name="query">[batch, targets, size]; there may be more axes between the first and the last.</param>
    /// <param name="value">[batch, sources, value size].</param>
    /// <param name="key">[batch, sources, key size]; the value when null.</param>
    /// <param name="queryMask">[batch, targets], true where a target counts. The query's own mask when null.</param>
    /// <param name="valueMask">[batch, sources], true where a source is seen. The value's own mask when null.</param>
    /// <param name="keyMask">[batch, sources], for a key that is given. The key's own mask when null.</param>
    /// <param name="attentionMask">Which sources each target sees, [batch, targets, sources], or with an axis for the heads behind the batch; all when null.</param>
    /// <param name="useCausalMask">Whether sources after a target are hidden from it.</param>
    /// <param name="training">Whether this is training; null takes it from the layer that calls, else false.</param>
    /// <returns>[batch, targets, output size].</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    /// <example><code>Tensor y = new MultiHeadAttention(8, 16).Call(x, x, useCausalMask: true);</code></example>
    public Tensor Call(
        Tensor query,
        Tensor value,
        Tensor? key = null,
        Tensor? queryMask = null,
        Tensor? valueMask = null,
        Tensor? keyMask = null,
        Tensor? attentionMask = null,
        bool useCausalMask = false,
        bool? training = null) => CallWith([query, value, key, queryMask, valueMask, keyMask, attentionMask], false, useCausalMask, training)[0];

    /// <summary>The same, with the weights of the sources as a second output where they are asked for.</summary>
    /// <param name="query">[batch, targets, size]; there may be more axes between the first and the last.</param>
    /// <param name="value">[batch, sources, value size].</param>
    /// <param name="key">[batch, sources, key size]; the value when null.</param>
    /// <param name="queryMask">[batch, targets], true where a target counts. The query's own mask when null.</param>
    /// <param name="valueMask">[batch, sources], true where a source is seen. The value's own mask when null.</param>
    /// <param name="keyMask">[batch, sources], for a key that is given. The key's own mask when null.</param>
    /// <param name="attentionMask">Which sources each target sees, [batch, targets, sources], or with an axis for the heads behind the batch; all when null.</param>
    /// <param name="returnAttentionScores">Whether the weights [batch, heads, targets, sources], before dropout, are the second output.</param>
    /// <param name="useCausalMask">Whether sources after a target are hidden from it.</param>
    /// <param name="training">Whether this is training; null takes it from the layer that calls, else false.</param>
    /// <returns>[batch, targets, output size], and the weights.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public Tensors CallAll(
        Tensor query,
        Tensor value,
        Tensor? key = null,
        Tensor? queryMask = null,
        Tensor? valueMask = null,
        Tensor? keyMask = null,
        Tensor? attentionMask = null,
        bool returnAttentionScores = false,
        bool useCausalMask = false,
        bool? training = null) =>
        CallWith([query, value, key, queryMask, valueMask, keyMask, attentionMask], returnAttentionScores, useCausalMask, training);

    /// <inheritdoc/>
    public override void Build(IReadOnlyList<Shape> inputShapes)
    {
        CheckShapes(inputShapes, minRank: 3);
        (Shape query, Shape value, Shape key) = (inputShapes[0], inputShapes[1], inputShapes[^1]);
        HeadSizes sizes = Sizes;
        equations = new HeadEquations(query.Rank + 1, AxesFor(query.Rank));
        queryDense = Projection("query", query, sizes.QueryHeads, sizes.KeySize);
        keyDense = Projection("key", key, sizes.KeyHeads, sizes.KeySize);
        gateDense = UseGate ? Projection("gate", query, sizes.QueryHeads, sizes.ValueSize, "sigmoid") : null;
        valueDense = Projection("value", value, sizes.KeyHeads, sizes.ValueSize);
        outputDense = Inner("attention_output", 2, OutputSizes(query[^1]), query.Rank - 1, null);
        outputDense.EnsureBuilt([.. query.ToArray()[..^1], sizes.QueryHeads, sizes.ValueSize]);

        // names that are not counted: nobody sees them but in files, and layers of the model keep theirs
        softmax = new Softmax(Enumerable.Range(-equations.Attended, equations.Attended).ToArray(), name: "softmax", dtype: DType);
        dropoutLayer = new Dropout(Dropout, seed: Seed, name: "dropout", dtype: DType);
    }

    private EinsumDense Projection(string name, Shape input, int heads, int size, string? activation = null)
    {
        EinsumDense dense = Inner(name, 1, [heads, size], input.Rank - 1, activation);
        dense.EnsureBuilt(input);
        return dense;
    }

    /// <summary>A dense layer from some last axes to others.</summary>
    private EinsumDense Inner(string name, int summed, Shape output, int kept, string? activation)
    {
        string labels = string.Concat(Enumerable.Range('a', kept + summed + output.Rank).Select(label => (char)label));
        (string before, string inner, string after) = (labels[..kept], labels.Substring(kept, summed), labels[(kept + summed)..]);
        return new EinsumDense(
            $"{before}{inner},{inner}{after}->{before}{after}",
            [.. Enumerable.Repeat(-1, kept - 1), .. output.ToArray()],
            activation: activation == null ? null : (Activations.ActivationFunction)activation,
            biasAxes: UseBias ? after : null,
            kernelInitializer: Again(KernelInitializer),
            biasInitializer: Again(BiasInitializer),
            kernelRegularizer: KernelRegularizer,
            biasRegularizer: BiasRegularizer,
            kernelConstraint: KernelConstraint,
            biasConstraint: BiasConstraint,
            activityRegularizer: ActivityRegularizer,
            name: name,
            dtype: DType);
    }

    /// <summary>An initializer of its own for each kernel: one that drew its seed would give all the same values.</summary>
    private static Initializer Again(Initializer initializer) => initializer.Module == null
        ? initializer
        : (Initializer)Serialization.KerasRegistry.Deserialize(typeof(Initializer), Serialization.ConfigJson.Serialize(initializer));

    private protected static JsonObject WithGate(JsonObject config, string before) => Serialization.Config.MoveBefore(config, "use_gate", before);
}
