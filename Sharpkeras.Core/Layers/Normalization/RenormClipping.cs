using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>Bounds of the corrections of batch renormalization (Ioffe 2017): r lies in [rmin, rmax], d in [−dmax, dmax].</summary>
public readonly record struct RenormClipping : IConfigValue
{
    /// <summary>Bounds; null for none.</summary>
    /// <param name="rmax">The largest factor, at least <paramref name="rmin"/>.</param>
    /// <param name="rmin">The smallest factor.</param>
    /// <param name="dmax">The largest summand, not negative.</param>
    /// <exception cref="ArgumentException">A bound is no number, negative, or the bounds of r are in the wrong order.</exception>
    public RenormClipping(double? rmax = null, double? rmin = null, double? dmax = null)
    {
        RMax = Bound(rmax, nameof(rmax));
        RMin = Bound(rmin, nameof(rmin));
        DMax = Bound(dmax, nameof(dmax));
        if (rmax < rmin)
        {
            throw new ArgumentException(
                $"renorm_clipping — rmax must be at least rmin. Received rmax = {Text.Of(rmax.Value)} and rmin = {Text.Of(rmin.Value)}.", nameof(rmax));
        }
    }

    /// <summary>The largest factor.</summary>
    public double? RMax { get; }

    /// <summary>The smallest factor.</summary>
    public double? RMin { get; }

    /// <summary>The largest summand, either sign.</summary>
    public double? DMax { get; }

    JsonNode IConfigValue.ToConfig()
    {
        var config = new JsonObject();
        foreach (var (key, bound) in new[] { ("rmax", RMax), ("rmin", RMin), ("dmax", DMax) })
        {
            if (bound is { } value)
            {
                config[key] = ConfigJson.Write(value);
            }
        }

        return config;
    }

    internal static RenormClipping FromConfig(JsonNode node)
    {
        JsonObject config = node.AsObject();
        string[] unknown = [.. config.Select(pair => pair.Key).Except(["rmax", "rmin", "dmax"])];
        return unknown.Length == 0
            ? new RenormClipping(Read(config["rmax"]), Read(config["rmin"]), Read(config["dmax"]))
            : throw new ArgumentException($"renorm_clipping — takes rmax, rmin and dmax. Received {string.Join(", ", unknown)}.");
    }

    private static double? Read(JsonNode? node) => (double?)ConfigJson.Read(typeof(double?), node);

    private static double? Bound(double? value, string name) =>
        value is { } bound ? Check.Range(bound, 0, double.PositiveInfinity, name, "renorm_clipping") : null;
}
