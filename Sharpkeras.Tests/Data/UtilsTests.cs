using Sharpkeras.Data;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Tests.Data;

/// <summary>The expected numbers are those of Keras's documentation or follow from the definitions.</summary>
public sealed class UtilsTests
{
    [Test]
    public void ToCategorical_makes_one_hot_rows()
    {
        Tensor rows = Utils.ToCategorical(new[] { 0, 1, 2, 3 }, numClasses: 4);
        Assert.That(rows.ToArray(), Is.EqualTo(new float[,] { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } }));
        Assert.That(Utils.ToCategorical(new[,] { { 2 }, { 0 } }).ToArray(), Is.EqualTo(new float[,] { { 0, 0, 1 }, { 1, 0, 0 } }));
        Assert.That(Utils.ToCategorical(new[,] { { 1, 0 } }).Shape.ToArray(), Is.EqualTo(new[] { 1, 2, 2 }));
        Assert.That(Utils.ToCategorical(Tensor.From(new byte[] { 1, 0 })).ToArray(), Is.EqualTo(new float[,] { { 0, 1 }, { 1, 0 } }));
        Assert.That(() => Utils.ToCategorical(new[] { 4 }, 4), Throws.ArgumentException.With.Message.Contains("[0, 3]").And.Message.Contains("4"));
        Assert.That(() => Utils.ToCategorical(new[] { -1 }, 4), Throws.ArgumentException);
        Assert.That(() => Utils.ToCategorical(new[] { 0.5f }, 4), Throws.ArgumentException);
        Assert.That(() => Utils.ToCategorical(new int[0]), Throws.ArgumentException.With.Message.Contains("numClasses"));
    }

    [Test]
    public void PadSequences_fills_and_cuts_as_in_Kerass_examples()
    {
        int[][] sequences = [[1], [2, 3], [4, 5, 6]];
        Assert.That(Utils.PadSequences(sequences).ToArray(), Is.EqualTo(new[,] { { 0, 0, 1 }, { 0, 2, 3 }, { 4, 5, 6 } }));
        Assert.That(Utils.PadSequences(sequences, value: -1).ToArray(), Is.EqualTo(new[,] { { -1, -1, 1 }, { -1, 2, 3 }, { 4, 5, 6 } }));
        Assert.That(Utils.PadSequences(sequences, padding: SequenceSide.Post).ToArray(), Is.EqualTo(new[,] { { 1, 0, 0 }, { 2, 3, 0 }, { 4, 5, 6 } }));
        Assert.That(Utils.PadSequences(sequences, maxlen: 2).ToArray(), Is.EqualTo(new[,] { { 0, 1 }, { 2, 3 }, { 5, 6 } }));
        Assert.That(Utils.PadSequences(sequences, maxlen: 2, truncating: SequenceSide.Post).ToArray(), Is.EqualTo(new[,] { { 0, 1 }, { 2, 3 }, { 4, 5 } }));
        Assert.That(() => Utils.PadSequences<int>([]), Throws.ArgumentException);
        Assert.That(() => Utils.PadSequences(sequences, maxlen: -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Normalize_divides_by_the_norm()
    {
        Tensor x = new float[,] { { 3, 4 }, { 0, 0 } };
        Assert.That(Utils.Normalize(x).ToArray(), Is.EqualTo(new[,] { { 0.6f, 0.8f }, { 0, 0 } }));
        Assert.That(Utils.Normalize(x, order: 1).ToArray<float>()[..2], Is.EqualTo(new[] { 3f / 7, 4f / 7 }));
        Assert.That(Utils.Normalize(x, order: double.PositiveInfinity).ToArray<float>()[..2], Is.EqualTo(new[] { 0.75f, 1 }));
        Assert.That(Utils.Normalize(new double[] { 1, 2, 2 }, axis: 0).ToArray<double>(), Is.EqualTo(new[] { 1 / 3.0, 2 / 3.0, 2 / 3.0 }).Within(1e-15));
        Assert.That(Utils.Normalize(new float[,] { { 3, 1 }, { 4, 0 } }, axis: 0).ToArray(), Is.EqualTo(new[,] { { 0.6f, 1 }, { 0.8f, 0 } }));
        Assert.That(() => Utils.Normalize(x, axis: 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Utils.Normalize(x, order: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void TrainTestSplit_keeps_samples_together_and_uses_each_once()
    {
        Tensor x = Ops.Reshape(Ops.Arange(20), [10, 2]);
        Tensor y = Ops.Arange(10);
        var (trainX, testX, trainY, testY) = Utils.TrainTestSplit(x, y, testSize: 0.25, seed: 3);
        Assert.That(testX.Shape.ToArray(), Is.EqualTo(new[] { 3, 2 }));
        double[] labels = [.. Numbers(trainY), .. Numbers(testY)];
        double[] firsts = [.. Numbers(trainX[.., 0]), .. Numbers(testX[.., 0])];
        Assert.That(labels.Order(), Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(firsts, Is.EqualTo(labels.Select(label => 2 * label)));
        Assert.That(labels, Is.Not.Ordered);
        Assert.That(Numbers(Utils.TrainTestSplit(x, y, seed: 3).TestY), Is.EqualTo(Numbers(testY)));
        Assert.That(Numbers(Utils.TrainTestSplit(x, y, 0.2, shuffle: false).TestY), Is.EqualTo(new[] { 8, 9 }));
        Assert.That(() => Utils.TrainTestSplit(x, y[..4]), Throws.InstanceOf<ShapeException>());
        Assert.That(() => Utils.TrainTestSplit(x[..1], y[..1]), Throws.ArgumentException);
        Assert.That(() => Utils.TrainTestSplit(x, y, testSize: 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double[] Numbers(Tensor tensor) => tensor.Cast(DType.Float64).ToArray<double>();
}
