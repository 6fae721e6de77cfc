using Sharpkeras.Cpu;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Pieces of work: whole, in order, and the same shares of a batch for each thread whatever a kernel's grain is.</summary>
[Category("Kernels")]
public sealed class ChunksTests
{
    [Test]
    public void PiecesFollowEachOtherFromTheFirstElementToTheLast([Values(0, 1, 63, 64, 65, 16_383, 16_385, 50_000, 301_056, 1_000_003)] long elements)
    {
        int pieces = Chunks.Count(elements);
        Assert.That(Chunks.Begin(elements, 0), Is.Zero);
        Assert.That(Chunks.Begin(elements, pieces), Is.EqualTo(elements));
        for (int i = 0; i < pieces; i++)
        {
            long length = Chunks.Begin(elements, i + 1) - Chunks.Begin(elements, i);
            Assert.That(length, Is.InRange(0, Chunks.Grain));
            Assert.That(Chunks.Begin(elements, i) % 64, Is.Zero.Or.EqualTo(elements % 64), "whole lines, or the end");
        }
    }

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(3, 4)]
    [TestCase(9, 16)]
    [TestCase(16, 16)]
    [TestCase(17, 32)]
    [TestCase(33, 64)]
    public void MorePiecesThanAreWantedMakeEvenShares(int wanted, int pieces)
    {
        Assert.That(Chunks.Even(wanted), Is.EqualTo(pieces));
    }

    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(3, 2)]
    [TestCase(16, 16)]
    [TestCase(31, 16)]
    public void WhereFewerPiecesAreWorthwhileThereAreFewer(int most, int pieces)
    {
        Assert.That(Chunks.EvenAtMost(most), Is.EqualTo(pieces));
    }

    [Test]
    public void KernelsOfDifferentGrainGiveAThreadTheSameImages([Values(2, 4, 8)] int threads)
    {
        // images of 28 rows: a kernel that walks over elements, two that walk over rows of different length
        const int Images = 64;
        const int Row = 28 * 6;
        long elements = Chunks.Begin(Images * 28L * Row, Chunks.Count(Images * 28L * Row) / threads) / Row;
        long narrow = Share(Images * 28L, Row, threads);
        long wide = Share(Images * 28L, 4 * Row, threads);
        Assert.That((long[])[elements, narrow, wide], Is.All.EqualTo(Images * 28 / threads));
    }

    private static long Share(long rows, long rowLength, int threads)
    {
        long perChunk = Chunks.RowsPerChunk(rows, rowLength);
        long chunks = (rows + perChunk - 1) / perChunk;
        return chunks / threads * perChunk;
    }
}
