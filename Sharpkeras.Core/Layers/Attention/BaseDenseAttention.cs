using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// Attention without weights for its inputs: the output for a target is the mean of the values, weighted by the softmax of its scores over the
/// sources.
/// </summary>
public abstract class BaseDenseAttention : BaseAttention
{
    /// <summary>What Keras takes off the scores of hidden sources.</summary>
    private const double Hidden = 1e9;

    private static readonly CallSignature Form = new(InputNames, [QueryMask, ValueMask, KeyMask], Switches, inList: true);

    private readonly SeedGenerator? seedGenerator;

    private protected BaseDenseAttention(bool useScale, double dropout, int? seed, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        UseScale = useScale;
        Dropout = Check.Range(dropout, 0, 1, nameof(dropout), ToString());
        Seed = seed;
        seedGenerator = dropout > 0 ? new SeedGenerator(seed) : null;
    }

    /// <summary>Whether the scores have a factor that is trained.</summary>
    public bool UseScale { get; }

    /// <summary>The share of the weights that become zero in training.</summary>
    public double Dropout { get; }

    /// <summary>The seed of the dropout, null when it was drawn.</summary>
    public int? Seed { get; }

    internal sealed override CallSignature Signature => Form;

    /// <summary>Attends with arguments by name.</summary>
    /// <param name="query">[batch, …, targets, size].</param>
    /// <param name="value">[batch, …, sources, value size].</param>
    /// <param name="key">[batch, …, sources, size]; the value when null.</param>
    /// <param name="queryMask">[batch, targets], true where a target counts: the others get 0. The query's own mask when null.</param>
    /// <param name="valueMask">[batch, sources], true where a source is seen. The value's own mask when null.</param>
    /// <param name="useCausalMask">Whether sources after a target are hidden from it.</param>
    /// <param name="training">Whether this is training; null takes it from the layer that calls, else false.</param>
    /// <returns>[batch, …, targets, value size].</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    /// <example><code>Tensor y = new Attention().Call(query, value, useCausalMask: true);</code></example>
    public Tensor Call(
        Tensor query,
        Tensor value,
        Tensor? key = null,
        Tensor? queryMask = null,
        Tensor? valueMask = null,
        bool useCausalMask = false,
        bool? training = null) => CallWith([query, value, key, queryMask, valueMask], false, useCausalMask, training)[0];

    /// <summary>The same, with the scores as a second output where they are asked for.</summary>
    /// <param name="query">[batch, …, targets, size].</param>
    /// <param name="value">[batch, …, sources, value size].</param>
    /// <param name="key">[batch, …, sources, size]; the value when null.</param>
    /// <param name="queryMask">[batch, targets], true where a target counts: the others get 0. The query's own mask when null.</param>
    /// <param name="valueMask">[batch, sources], true where a source is seen. The value's own mask when null.</param>
    /// <param name="returnAttentionScores">Whether the weights [batch, …, targets, sources] are the second output.</param>
    /// <param name="useCausalMask">Whether sources after a target are hidden from it.</param>
    /// <param name="training">Whether this is training; null takes it from the layer that calls, else false.</param>
    /// <returns>[batch, …, targets, value size], and the weights.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public Tensors CallAll(
        Tensor query,
        Tensor value,
        Tensor? key = null,
        Tensor? queryMask = null,
        Tensor? valueMask = null,
        bool returnAttentionScores = false,
        bool useCausalMask = false,
        bool? training = null) => CallWith([query, value, key, queryMask, valueMask], returnAttentionScores, useCausalMask, training);

    /// <inheritdoc/>
    public sealed override void Build(IReadOnlyList<Shape> inputShapes)
    {
        CheckShapes(inputShapes, minRank: 2);
        Shape key = inputShapes[^1];
        if (inputShapes[0][^1] != key[^1] || key[^1] < 0)
        {
            throw new ShapeException($"{this} — query and key have the same size, their last axis, and it is known. Received shapes {inputShapes[0]} and {key}.");
        }

        AddWeights(key[^1]);
    }

    /// <summary>Makes the weights for inputs of a size.</summary>
    private protected abstract void AddWeights(int size);

    /// <summary>The scores [batch, …, targets, sources].</summary>
    private protected abstract Tensor ScoresOf(Tensor query, Tensor key);

    /// <summary>The output by one operation, where there is one for it; else null.</summary>
    private protected virtual Tensor? AtOnce(AttentionCall call) => null;

    private protected sealed override Tensors Attend(AttentionCall call, CallContext context)
    {
        bool drops = context.Training && Dropout > 0;
        Tensor? output = drops || call.ReturnsScores || call.Value.Mask != null ? null : AtOnce(call);
        Tensor? weights = null;
        if (output == null)
        {
            weights = Visible(ScoresOf(call.Query, call.Key), call).Softmax();
            weights = drops ? Ops.Dropout(weights, Dropout, null, seedGenerator!) : weights;
            output = Ops.MatMul(weights, call.Value);
        }

        if (call.Query.Mask is { } mask)
        {
            output = Ops.Where(Ops.ExpandDims(mask, -1), output, Ops.Constant(0, output));
        }

        return call.ReturnsScores ? (Tensors)(Tensor[])[output, weights!] : output;
    }

    private static Tensor Visible(Tensor scores, AttentionCall call)
    {
        Tensor? visible = call.Value.Mask is { } mask ? Ops.ExpandDims(mask, -2) : null;
        if (call.IsCausal)
        {
            Tensor earlier = Ops.CausalMask(scores, scores.Shape[^2], scores.Shape[^1]);
            visible = visible == null ? earlier : Ops.LogicalAnd(visible, earlier);
        }

        return visible == null ? scores : Ops.Where(visible, scores, scores - Hidden);
    }
}
