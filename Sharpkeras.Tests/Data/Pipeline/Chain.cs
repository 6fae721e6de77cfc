using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Data;

namespace Sharpkeras.Tests.Data.Pipeline;

/// <summary>A pipeline of numbers that was drawn: the same stages can be built with any number of workers, and, where nothing is shuffled, in plain LINQ.</summary>
/// <param name="Count">The numbers of the source.</param>
/// <param name="Links">The stages.</param>
internal sealed record Chain(int Count, Link[] Links)
{
    /// <summary>Chains of up to six stages of any kind.</summary>
    public static Gen<Chain> Any { get; } = Of(Enum.GetValues<LinkKind>());

    /// <summary>Chains without random order.</summary>
    public static Gen<Chain> Ordered { get; } = Of([.. Enum.GetValues<LinkKind>().Where(kind => kind != LinkKind.Shuffle)]);

    /// <summary>Chains that neither drop nor add elements.</summary>
    public static Gen<Chain> Permuting { get; } = Of([LinkKind.Map, LinkKind.Shuffle, LinkKind.Prefetch, LinkKind.Interleave]);

    public Dataset<long> Build(int workers) => Links.Aggregate(Dataset.Range(Count), (dataset, link) => link.Build(dataset, workers));

    public long[] Plain() => [.. Links.Aggregate(Enumerable.Range(0, Count).Select(i => (long)i), (numbers, link) => link.Plain(numbers))];

    public override string ToString() => $"{Count} numbers, {string.Join(" | ", Links.AsEnumerable())}";

    private static Gen<Chain> Of(LinkKind[] kinds) =>
        from count in Gen.Choose(0, 60)
        from length in Gen.Choose(0, 6)
        from links in Link.Of(kinds).ArrayOf(length)
        select new Chain(count, links);
}
