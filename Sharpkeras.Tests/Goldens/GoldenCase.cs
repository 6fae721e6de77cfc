using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>One case: what its JSON says, and its arrays.</summary>
internal sealed class GoldenCase(string group, JsonObject json, int index)
{
    private const double DefaultTolerance = 1e-5;

    public string Group { get; } = group;

    public JsonObject Json { get; } = json;

    /// <summary>The place in the group: names may occur twice.</summary>
    public int Index { get; } = index;

    public string Name => Json["name"]!.GetValue<string>();

    public string Id => $"values/{Group}/{Name}";

    public double Rtol => Number("rtol") ?? DefaultTolerance;

    public double Atol => Number("atol") ?? DefaultTolerance;

    public JsonObject Config => Json["config"]!.AsObject();

    private GoldenArrays Archive => GoldenFolder.Arrays("values", Group + ".npz");

    public bool Has(string key) => Archive.Has($"{Name}/{key}");

    public HostArray Array(string key) => Archive[$"{Name}/{key}"];

    public Tensor Tensor(string key) => Sharpkeras.Tensor.FromHost(Array(key));

    /// <summary>The arrays <c>x0</c>, <c>x1</c>, … as far as they go.</summary>
    public HostArray[] Numbered(string stem) => Archive.Numbered($"{Name}/{stem}");

    /// <summary>Compares with the array of a key, by the case's tolerance.</summary>
    public void Check(string key, Tensor got) => Check(key, got.ToHost());

    public void Check(string key, HostArray got) => Numbers.Compare($"{Id} {key}", got, Array(key), Rtol, Atol);

    public void CheckNumber(string what, double got, double want) => Numbers.Compare($"{Id} {what}", got, want, Rtol, Atol);

    /// <summary>The object that was made from the case's config gives that config again.</summary>
    public void CheckConfig(KerasObject made) =>
        Assert.That(PlainJson.Of(ConfigJson.Serialize(made)), Is.EqualTo(PlainJson.Of(Config)), $"{Id}: the config");

    public override string ToString() => Id;

    /// <summary>A number of the JSON, where those that are not finite are texts.</summary>
    public static double ReadNumber(JsonNode node) => node.GetValueKind() == JsonValueKind.String
        ? node.GetValue<string>() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            var text => double.Parse(text, CultureInfo.InvariantCulture),
        }
        : node.GetValue<double>();

    private double? Number(string key) => Json[key] is { } node ? ReadNumber(node) : null;
}
