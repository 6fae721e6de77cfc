using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>
/// How much the loss of each output counts, as <c>Compile</c> takes it: a number for a single output, a list (<c>[1, 0.5]</c>), or a
/// dictionary by the outputs' names.
/// </summary>
[CollectionBuilder(typeof(LossWeights), nameof(Create))]
public sealed class LossWeights : IEnumerable<double>
{
    private readonly double[]? several;
    private readonly IReadOnlyDictionary<string, double>? byOutput;

    private LossWeights(double[]? several, IReadOnlyDictionary<string, double>? byOutput)
    {
        this.several = several;
        this.byOutput = byOutput;
        foreach (double weight in this)
        {
            Check.Range(weight, -double.MaxValue, double.MaxValue, "lossWeights", "compile");
        }
    }

    /// <summary>The weight of the only loss.</summary>
    public static implicit operator LossWeights(double weight) => new([weight], null);

    /// <summary>Weights by the names of outputs.</summary>
    public static implicit operator LossWeights(Dictionary<string, double> byOutput) => new(null, byOutput);

    /// <summary>A weight for each output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not finite.</exception>
    public static LossWeights Create(ReadOnlySpan<double> weights) => new(weights.ToArray(), null);

    /// <summary>The weights.</summary>
    public IEnumerator<double> GetEnumerator() => (several ?? byOutput!.Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static LossWeights? FromConfig(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => Create([.. list.Select(item => item!.GetValue<double>())]),
        JsonObject members => members.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<double>()),
        _ => node.GetValue<double>(),
    };

    internal JsonNode? ToConfig() => several != null
        ? ConfigJson.Write(several)
        : new JsonObject(byOutput!.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>The weight of each output's loss.</summary>
    /// <exception cref="ArgumentException">The number of weights or a name does not fit the outputs.</exception>
    internal double[] For(int outputs, IReadOnlyList<string>? names, string model)
    {
        if (several != null)
        {
            return several.Length == outputs ? several : throw new ArgumentException(
                $"{model} — loss weights need one number for each of the {Text.Of(outputs)} outputs. Received {Text.Of(several.Length)}.");
        }

        double[] weights = new double[outputs];
        Array.Fill(weights, 1);
        foreach (var (name, weight) in byOutput!)
        {
            weights[OutputNames.IndexOf(name, names, outputs, "loss weights", model)] = weight;
        }

        return weights;
    }
}
