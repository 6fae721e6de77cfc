using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// Applies a layer to each step of sequences: input [batch, steps, …], output [batch, steps, …]. A penalty of the layer on its output is not
/// added, as in Keras. A mask [batch, steps, …] goes to the layer step by step, and on to the output.
/// </summary>
/// <example><code>Tensor maps = new TimeDistributed(new Conv2D(64, 3)).Call(videos);   // [8, 10, 128, 128, 3] → [8, 10, 126, 126, 64]</code></example>
public sealed class TimeDistributed : Wrapper
{
    /// <summary>A layer for each step.</summary>
    /// <param name="layer">The layer; it is the same one, with the same weights, at all steps.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights of the layer inside.</param>
    /// <param name="dtype">The type to which floating inputs are converted.</param>
    public TimeDistributed(Layer layer, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(layer, name, trainable, dtype)
    {
        InputSpec = new InputSpec(MinRank: 3);
        SupportsMasking = true;
    }

    /// <inheritdoc/>
    internal override bool HasMaskArgument => true;

    /// <inheritdoc/>
    public override void Build(Shape inputShape) => base.Build([inputShape[0], .. inputShape[2..].ToArray()]);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (input.Mask is { } mask && (mask.Rank < 2 || mask.Shape[..2] != input.Shape[..2]))
        {
            throw new ShapeException(
                $"{this} — the mask is [batch, steps, …] like the input. Received a mask of shape {mask.Shape} for an input of shape {input.Shape}.");
        }

        return input.Shape[1] == 0 || TreatsSamplesApart(Layer) ? AllSteps(input, context) : StepByStep(input, context);
    }

    /// <summary>
    /// Whether the result for a sample cannot depend on the other samples of the batch, nor on which call it is in. Layers with moving statistics
    /// or states are not so, and of foreign ones it is not known.
    /// </summary>
    private static bool TreatsSamplesApart(Layer layer) => layer is not Lambda and not RNN { Stateful: true }
        && layer.GetType().Assembly == typeof(Layer).Assembly
        && layer.Weights.All(weight => weight.Trainable)
        && layer.SubLayers.All(TreatsSamplesApart);

    /// <summary>All steps as samples of one large batch.</summary>
    private Tensor AllSteps(Tensor input, CallContext context)
    {
        Tensor output = One(Merged(input, input.Mask), context);
        return output.Reshape([input.Shape[0], input.Shape[1], .. output.Shape[1..].ToArray()]);
    }

    private Tensor StepByStep(Tensor input, CallContext context)
    {
        Tensor[] outputs = new Tensor[input.Shape[1]];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = One(Ops.WithMask(input[.., i], input.Mask?[.., i]), context);
        }

        return Ops.Stack(outputs, axis: 1);
    }

    private Tensor One(Tensor step, CallContext context) => Layer.CallInside(step, context);

    private static Tensor Merged(Tensor x, Tensor? mask) => Ops.WithMask(WithoutSteps(x), mask == null ? null : WithoutSteps(mask));

    private static Tensor WithoutSteps(Tensor x) => x.Reshape([checked(x.Shape[0] * x.Shape[1]), .. x.Shape[2..].ToArray()]);
}
