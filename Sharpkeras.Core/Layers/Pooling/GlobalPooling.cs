using Sharpkeras.Kernels;

namespace Sharpkeras.Layers;

/// <summary>What the global poolings share: the whole extent of each channel becomes one value.</summary>
public abstract class GlobalPooling : Layer
{
    private readonly PoolMode mode;

    private protected GlobalPooling(PoolMode mode, int dimensions, DataFormat dataFormat, bool keepDims, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        this.mode = mode;
        DataFormat = dataFormat;
        KeepDims = keepDims;
        InputSpec = new InputSpec(Rank: dimensions + 2);
    }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>Whether the axes that are folded stay with length 1.</summary>
    public bool KeepDims { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        int[] axes = [.. Enumerable.Range(DataFormat == DataFormat.ChannelsLast ? 1 : 2, input.Rank - 2)];
        return mode == PoolMode.Max ? input.Max(axes, KeepDims) : input.Cast(DType).Mean(axes, KeepDims);
    }
}
