using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Losses;

/// <summary>Losses by Keras's names and abbreviations.</summary>
internal static class LossNames
{
    private static readonly Dictionary<string, string> Short = new(LossAbbreviations.LongNames)
    {
        ["logcosh"] = "log_cosh",
        ["huber_loss"] = "huber",
    };

    private static readonly string[] ByShape = ["crossentropy", "ce"];

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names =>
        KerasRegistry.Names(typeof(Loss)).Select(type => SnakeCase.Of(type.Name)).Concat(Short.Keys).Concat(ByShape);

    /// <summary>The loss of a name. It is named as it was called, but for class names, which give its own.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static Loss Get(string name)
    {
        if (ByShape.Contains(name.ToLowerInvariant()))
        {
            return new CrossentropyByShape(name);
        }

        Type type = KerasRegistry.FindByAnyName(typeof(Loss), Short.GetValueOrDefault(name, name))
            ?? throw new ArgumentException($"loss — no such name. {Nearest.Describe(name, Names)}");
        bool takesName = type.Name != name && Config.Takes(type, "name");
        return (Loss)Config.Create(type, takesName ? new JsonObject { ["name"] = name } : []);
    }
}
