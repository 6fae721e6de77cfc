using Sharpkeras.Gpu.Kernels.Products;

namespace Sharpkeras.Tests.Gpu;

/// <summary>How products are divided on a large GPU of 132 multiprocessors.</summary>
internal sealed class ProductPlanTests
{
    // LeNet's products at batch 64: dense layers, their gradients, convolutions and the gradient for the second one's input
    [TestCase(64, 120, 400)]
    [TestCase(64, 84, 120)]
    [TestCase(64, 10, 84)]
    [TestCase(400, 120, 64)]
    [TestCase(64, 400, 120)]
    [TestCase(64 * 28 * 28, 6, 25)]
    [TestCase(64 * 10 * 10, 16, 150)]
    [TestCase(64 * 14 * 14, 6, 400)]
    public void SmallProductsTakeOneKernel(int rows, int columns, int steps)
    {
        Assert.That(ProductPlan.Choose(rows, columns, steps, 1, 132, 4).Splits, Is.EqualTo(1));
    }

    [TestCase(25, 6, 64 * 28 * 28)]
    [TestCase(150, 16, 64 * 10 * 10)]
    public void GradientsForKernelsAreSplitAmongManyGroups(int rows, int columns, int steps)
    {
        ProductPlan plan = ProductPlan.Choose(rows, columns, steps, 1, 132, 4);
        Assert.That(plan.RowTiles * plan.ColumnTiles * plan.Splits, Is.GreaterThan(60));
        Assert.That((long)plan.Splits * plan.SplitSteps, Is.GreaterThanOrEqualTo(steps));
        Assert.That((long)(plan.Splits - 1) * plan.SplitSteps, Is.LessThan(steps), "No split is empty.");
    }

    [Test]
    public void LargeProductsHaveLargeTiles()
    {
        Assert.That(ProductPlan.Choose(4096, 4096, 4096, 1, 132, 4).Tile, Is.EqualTo(TileKind.Large));
        Assert.That(ProductPlan.Choose(4096, 4096, 4096, 1, 132, 8).Tile, Is.Not.EqualTo(TileKind.Large));
    }
}
