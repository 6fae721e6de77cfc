using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Global pooling of channels first, of single values, and of inputs that do not fit; Keras's cases are in the goldens.</summary>
[OnDevices]
public sealed class GlobalPoolingTests
{
    private static readonly (Func<DataFormat, bool, Layer> Make, int Dimensions, bool Largest)[] Layers =
    [
        ((format, keep) => new GlobalAveragePooling1D(format, keep, dtype: DType.Float64), 1, false),
        ((format, keep) => new GlobalAveragePooling2D(format, keep, dtype: DType.Float64), 2, false),
        ((format, keep) => new GlobalAveragePooling3D(format, keep, dtype: DType.Float64), 3, false),
        ((format, keep) => new GlobalMaxPooling1D(format, keep, dtype: DType.Float64), 1, true),
        ((format, keep) => new GlobalMaxPooling2D(format, keep, dtype: DType.Float64), 2, true),
        ((format, keep) => new GlobalMaxPooling3D(format, keep, dtype: DType.Float64), 3, true),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from index in Enumerable.Range(0, Layers.Length)
        from format in (DataFormat[])[DataFormat.ChannelsLast, DataFormat.ChannelsFirst]
        from keep in (bool[])[false, true]
        from batch in (int[])[0, 1, 2]
        select new TestCaseData(index, format, keep, batch);

    [TestCaseSource(nameof(Cases))]
    public void ValuesAndGradients(int index, DataFormat format, bool keep, int batch)
    {
        var (make, dimensions, largest) = Layers[index];
        bool last = format == DataFormat.ChannelsLast;
        int[] spatial = [.. Enumerable.Repeat(3, dimensions)];
        Shape shape = last ? [batch, .. spatial, 2] : [batch, 2, .. spatial];
        double[] x = LayerGradients.Numbers(1, shape.Length, -2);
        var numbers = new Nd(shape, x);
        Tensor y = make(format, keep).Call(Tensor.FromSpan<double>(x, shape));
        int[] ones = [.. spatial.Select(_ => 1)];
        Assert.That(y.Shape, Is.EqualTo((Shape)(keep ? last ? [batch, .. ones, 2] : [batch, 2, .. ones] : [batch, 2])));
        double[] want = Nd.Of([batch, 2], at =>
        {
            double[] values = Nd.Of(spatial, place => numbers[last ? [at[0], .. place, at[1]] : [at[0], at[1], .. place]]).Data;
            return largest ? values.Max() : values.Average();
        }).Data;
        Assert.That(y.ToArray<double>(), Is.EqualTo(want).Within(1e-14));
        LayerGradients.Check(() => make(format, keep), shape, training: true);
    }

    [Test]
    public void AverageOfIntegersIsAFraction()
    {
        using var scope = new TensorScope();
        Tensor y = new GlobalAveragePooling1D().Call(Tensor.FromSpan<int>([1, 2], [1, 2, 1]));
        Assert.That(y.ToArray<float>(), Is.EqualTo((float[])[1.5f]));
    }

    [Test]
    public void AnInputOfTheWrongRank()
    {
        Assert.That(() => new GlobalAveragePooling2D().Call(Ops.Zeros([2, 3, 4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("rank 4"));
        Assert.That(() => new GlobalMaxPooling1D().Call(Ops.Zeros([2, 3])), Throws.InstanceOf<ShapeException>().With.Message.Contains("rank 3"));
    }
}
