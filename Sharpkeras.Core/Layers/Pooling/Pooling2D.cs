using Sharpkeras.Kernels;

namespace Sharpkeras.Layers;

/// <summary>What the two-dimensional poolings share: a window that slides over images.</summary>
public abstract class Pooling2D : Layer
{
    private readonly PoolMode mode;

    private protected Pooling2D(
        PoolMode mode, Size2D? poolSize, Size2D? strides, Padding padding, DataFormat dataFormat, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        this.mode = mode;
        PoolSize = poolSize ?? 2;
        Strides = strides ?? PoolSize;
        Padding = padding;
        DataFormat = dataFormat;
        InputSpec = new InputSpec(Rank: 4);
    }

    /// <summary>Height and width of the window.</summary>
    public Size2D PoolSize { get; }

    /// <summary>The steps of the window.</summary>
    public Size2D Strides { get; }

    /// <summary>How the border is treated.</summary>
    public Padding Padding { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig() => new()
    {
        ["name"] = Name,
        ["trainable"] = Trainable,
        ["dtype"] = Policy(DType),
        ["pool_size"] = Serialization.ConfigJson.Write(PoolSize),
        ["padding"] = Serialization.ConfigJson.Write(Padding),
        ["strides"] = Serialization.ConfigJson.Write(Strides),
        ["data_format"] = Serialization.ConfigJson.Write(DataFormat),
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => Ops.Pool2D(
        mode, input, (PoolSize.Height, PoolSize.Width), (Strides.Height, Strides.Width), Padding, DataFormat, Name);
}
