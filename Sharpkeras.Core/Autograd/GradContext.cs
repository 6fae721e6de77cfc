using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>What an operation's gradient gets: what the operation asked to keep, and the gradient of its output.</summary>
public sealed class GradContext
{
    private readonly GradientTape tape;
    private TapeNode node = null!;
    private Tensor outputGradient = null!;
    private bool kept;

    internal GradContext(GradientTape tape)
    {
        this.tape = tape;
    }

    /// <summary>The backend that computes.</summary>
    public Backend Backend => Backend.Of(outputGradient);

    /// <summary>The number of inputs.</summary>
    public int InputCount => node.Count;

    /// <summary>The gradient of the output; do not write into it.</summary>
    public Tensor OutputGradient => outputGradient;

    /// <summary>The output; only for operations whose <see cref="Op.Needs"/> names it.</summary>
    public Tensor Output => node.Output!;

    /// <summary>What the forward computation saved.</summary>
    public Tensor Saved => node.Saved!;

    /// <summary>An input; only for operations whose <see cref="Op.Needs"/> names them.</summary>
    public Tensor Input(int index) => node.Inputs[index]!;

    /// <summary>The shape and type of an input, always known.</summary>
    public TensorSpec InputSpec(int index) => node.Specs[index];

    /// <summary>Whether anybody asked for the gradient of an input.</summary>
    public bool Wants(int index) => tape.IsNeeded(node.Slots[index]);

    /// <summary>Delivers the gradient of an input, in its shape.</summary>
    public void Give(int index, Tensor gradient) => tape.Accumulate(node.Slots[index], gradient);

    /// <summary>A tensor with undefined content for a gradient or an intermediate.</summary>
    public Tensor Rent(Shape shape, DType dtype) => Backend.Rent(shape, dtype);

    /// <summary>A tensor for the gradient of an input, content undefined.</summary>
    public Tensor RentFor(int index) => Backend.Rent(InputSpec(index).Shape, InputSpec(index).DType);

    /// <summary>
    /// A tensor for what an elementwise function makes of <see cref="OutputGradient"/>: that tensor itself where its memory belongs to the
    /// tape alone, which has no use for it after this operation, else a new one. Writing in place spares a buffer, and the cache of the
    /// processor that wrote the gradient still holds it.
    /// </summary>
    internal Tensor OverwriteOrRent() => !kept && outputGradient.HasOneOwner ? outputGradient : Rent(outputGradient.Shape, outputGradient.DType);

    internal Tensor? InputOrNull(int index) => node.Inputs[index];

    internal Tensor? OutputOrNull => node.Output;

    internal Tensor? SavedOrNull => node.Saved;

    internal void Move(TapeNode to, Tensor gradient, bool keep)
    {
        kept = keep;
        node = to;
        outputGradient = gradient;
    }

    /// <summary>Whether the operation declared that it reads this.</summary>
    internal static bool Reads(GradientNeeds needs, GradientNeeds what) => (needs & what) != 0;
}
