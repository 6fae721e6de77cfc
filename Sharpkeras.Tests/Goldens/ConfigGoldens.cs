using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Metrics;
using Sharpkeras.Optimizers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>
/// Configs: an object made from Keras's config writes the same one, with all entries. The cases are those of the other tests, whose counts
/// they do not change; those that need a missing name come when it exists.
/// </summary>
public sealed class ConfigGoldens
{
    private static readonly (Type Kind, string[] Groups)[] Kinds =
    [
        (typeof(Layer), ["conv", "pooling", "core", "activations", "normalization", "recurrent", "attention", "preprocessing"]),
        (typeof(Loss), ["losses"]),
        (typeof(Metric), ["metrics"]),
        (typeof(Optimizer), ["optimizers"]),
        (typeof(KerasObject), ["schedules"]),
        (typeof(Initializer), ["initializers"]),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
    [
        .. from kind in Kinds from item in GoldenFolder.Cases(kind.Groups) where IsWhole(kind.Kind, item) && Exists(item) select Case(kind.Kind, item),
        .. from item in GoldenFolder.Cases("penalties")
           where Exists(item)
           select Case(item.Has("y") ? typeof(Constraint) : typeof(Regularizer), item),
    ];

    [TestCaseSource(nameof(Cases))]
    public void ConfigOfObjectIsKerassConfig(object kind, object value)
    {
        var item = (GoldenCase)value;
        KerasObject made = KerasRegistry.Deserialize((Type)kind, item.Config);
        Assert.That(PlainJson.Of(made.GetConfig()), Is.EqualTo(PlainJson.Of(item.Config["config"])));
    }

    /// <summary>Cases of layers that are adapted to data give the constructor's arguments only.</summary>
    private static bool IsWhole(Type kind, GoldenCase item) => kind != typeof(Layer) || item.Config["config"]!.AsObject().ContainsKey("name");

    private static bool Exists(GoldenCase item) => ConfigNeeds.Of(item.Config).All(ProductNames.Exists);

    private static TestCaseData Case(Type kind, GoldenCase item) => new TestCaseData(kind, item).SetArgDisplayNames($"{item.Id}#{item.Index}");
}
