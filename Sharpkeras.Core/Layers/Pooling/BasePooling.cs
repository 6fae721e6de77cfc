using System.Text.Json.Nodes;
using Sharpkeras.Kernels;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>What poolings share: a window that slides over sequences or images.</summary>
/// <typeparam name="TSize"><see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images.</typeparam>
public abstract class BasePooling<TSize> : Layer
    where TSize : struct, IWindowSize
{
    private readonly PoolMode mode;

    private protected BasePooling(
        PoolMode mode, TSize poolSize, TSize? strides, Padding padding, DataFormat dataFormat, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        this.mode = mode;
        PoolSize = WindowSizes.Positive(poolSize, nameof(poolSize), ToString());
        Strides = WindowSizes.Positive(strides ?? poolSize, nameof(strides), ToString());
        Padding = WindowRule.NotCausal(padding, ToString());
        DataFormat = dataFormat;
        InputSpec = new InputSpec(Rank: TSize.Axes + 2);
    }

    /// <summary>The pooling of images, for what is computed together with it.</summary>
    internal Pool2DOp Op => new(mode, PoolSize.Plane, Strides.Plane, Padding, Name);

    /// <summary>The size of the window.</summary>
    public TSize PoolSize { get; }

    /// <summary>The steps of the window.</summary>
    public TSize Strides { get; }

    /// <summary>How the border is treated.</summary>
    public Padding Padding { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        // by hand, since Keras's order is not that of the arguments and files are equal to the byte
        ["name"] = Name,
        ["trainable"] = Trainable,
        ["dtype"] = Policy(DType),
        ["pool_size"] = ConfigJson.Write(PoolSize),
        ["padding"] = ConfigJson.Write(Padding),
        ["strides"] = ConfigJson.Write(Strides),
        ["data_format"] = ConfigJson.Write(DataFormat),
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor image = Planes.Image(input, DataFormat);
        return Planes.Like(input, Ops.Pool2D(mode, image, PoolSize.Plane, Strides.Plane, Padding, DataFormat, Name), DataFormat);
    }
}
