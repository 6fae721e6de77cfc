using Sharpkeras.Initializers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Initializers: fixed ones by value, random ones as distributions, orthogonal ones by their Gram matrix.</summary>
[OnDevices]
public sealed class InitializerGoldens
{
    private const double ValueTolerance = 1e-6;
    private const double Share = 0.02;

    /// <summary>
    /// The spread of a large draw in standard deviations, below which the distribution has edges: uniform has 3.5, a normal one cut at
    /// two deviations 4.6, an uncut one more than 8.
    /// </summary>
    private const double BoundedSpread = 6;

    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("initializers");

    [TestCaseSource(nameof(Cases))]
    public void Initializer(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, ConfigNeeds.Of(item.Config), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        var initializer = (Initializer)KerasRegistry.Deserialize(typeof(Initializer), item.Config);
        item.CheckConfig(initializer);
        Tensor values = initializer.Call(Shape.Create(item.Json["shape"]!.AsArray().Select(n => n!.GetValue<int>()).ToArray()));
        if (item.Has("value"))
        {
            Numbers.Compare(item.Id, values.ToHost(), item.Array("value"), 0, ValueTolerance);
        }
        else if (item.Has("gram"))
        {
            Numbers.Compare(item.Id, Ops.MatMul(Ops.Transpose(values), values).ToHost(), item.Array("gram"), 0, item.Atol);
        }
        else
        {
            CheckDistribution(item, Numbers.ToDoubles(values.ToHost()));
        }
    }

    /// <summary>Mean and deviation to 2 % of the deviation; edges to 2 % of the width, extremes without edges to one deviation.</summary>
    private static void CheckDistribution(GoldenCase item, double[] draw)
    {
        double Want(string key) => Numbers.ToDoubles(item.Array(key)).Single();
        double mean = draw.Average();
        double deviation = Math.Sqrt(draw.Average(value => (value - mean) * (value - mean)));
        Numbers.Compare($"{item.Id} mean", mean, Want("mean"), 0, Share * Want("std"));
        Numbers.Compare($"{item.Id} std", deviation, Want("std"), Share, 0);
        double width = Want("max") - Want("min");
        double near = width < BoundedSpread * Want("std") ? Share * width : Want("std");
        Numbers.Compare($"{item.Id} min", draw.Min(), Want("min"), 0, near);
        Numbers.Compare($"{item.Id} max", draw.Max(), Want("max"), 0, near);
    }
}
