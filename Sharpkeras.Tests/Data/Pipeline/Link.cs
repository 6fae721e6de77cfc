using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Data;

namespace Sharpkeras.Tests.Data.Pipeline;

/// <summary>One stage with two small numbers as its parameters.</summary>
internal sealed record Link(LinkKind Kind, int A, int B)
{
    public static Gen<Link> Of(LinkKind[] kinds) =>
        from kind in Gen.Elements(kinds)
        from a in Gen.Choose(1, 7)
        from b in Gen.Choose(1, 5)
        select new Link(kind, a, b);

    public Dataset<long> Build(Dataset<long> dataset, int workers) => Kind switch
    {
        LinkKind.Map => dataset.Map(Mapped, workers),
        LinkKind.Filter => dataset.Filter(Kept),
        LinkKind.Shuffle => dataset.Shuffle(A * B, seed: B),
        LinkKind.Prefetch => dataset.Prefetch(A),
        LinkKind.Interleave => dataset.Interleave(value => Dataset.FromList([value]), A, B, workers),
        LinkKind.Take => dataset.Take(A * B),
        LinkKind.Skip => dataset.Skip(A * B),
        LinkKind.Shard => dataset.Shard(B, A % B),
        LinkKind.Repeat => dataset.Repeat(Math.Min(B, 2)),
        LinkKind.Concatenate => dataset.Concatenate(Dataset.Range(A)),
        LinkKind.Zip => dataset.Zip(Dataset.Range(10 * A)).Map(pair => Mapped(pair.First) ^ pair.Second, workers),
        LinkKind.Batch => dataset.Map(AsElement, workers).Batch(A, dropRemainder: B < 3).Map(Folded, workers),
        _ => dataset.Cache(),
    };

    public IEnumerable<long> Plain(IEnumerable<long> numbers) => Kind switch
    {
        LinkKind.Map => numbers.Select(Mapped),
        LinkKind.Filter => numbers.Where(Kept),
        LinkKind.Take => numbers.Take(A * B),
        LinkKind.Skip => numbers.Skip(A * B),
        LinkKind.Shard => numbers.Where((_, index) => index % B == A % B),
        LinkKind.Repeat => Enumerable.Repeat(numbers, Math.Min(B, 2)).SelectMany(all => all),
        LinkKind.Concatenate => numbers.Concat(Enumerable.Range(0, A).Select(i => (long)i)),
        LinkKind.Zip => numbers.Zip(Enumerable.Range(0, 10 * A), (first, second) => Mapped(first) ^ second),
        LinkKind.Batch => numbers.Chunk(A).Where(chunk => B >= 3 || chunk.Length == A).Select(Fold),
        _ => numbers,
    };

    /// <summary>One to one, so that elements can still be told apart.</summary>
    private long Mapped(long value) => unchecked((value * 6364136223846793005L) + A);

    private bool Kept(long value) => (ulong)value % (ulong)(B + 1) != 0;

    private static Element AsElement(long value) => new(HostArray.From([value], [1]), HostArray.From([value], Shape.Scalar));

    private static long Folded(Element batch) => Fold(batch.X[0].Span<long>().ToArray()) + (batch.Y[0].Span<long>()[0] - batch.X[0].Span<long>()[0]);

    private static long Fold(long[] values) => values.Aggregate(17L, (sum, value) => unchecked((sum * 31) + value));

    public override string ToString() => $"{Kind}({A}, {B})";
}
