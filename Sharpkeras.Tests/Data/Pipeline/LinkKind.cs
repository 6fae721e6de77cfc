namespace Sharpkeras.Tests.Data.Pipeline;

/// <summary>The stages that chains are drawn from.</summary>
internal enum LinkKind
{
    Map,
    Filter,
    Shuffle,
    Prefetch,
    Interleave,
    Take,
    Skip,
    Shard,
    Repeat,
    Concatenate,
    Zip,
    Batch,
    Cache,
}
