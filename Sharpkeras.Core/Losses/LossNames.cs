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
        KerasRegistry.Classes(typeof(Loss)).Select(each => SnakeCase.Of(each.Name)).Concat(Short.Keys).Concat(ByShape);

    /// <summary>The loss of a name. It is named as it was called, but for class names, which give its own.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static Loss Get(string name)
    {
        if (ByShape.Contains(name.ToLowerInvariant()))
        {
            return new CrossentropyByShape(name);
        }

        KerasClass found = KerasRegistry.FindByAnyName(typeof(Loss), Short.GetValueOrDefault(name, name))
            ?? throw new ArgumentException($"loss — no such name. {Nearest.Describe(name, Names)}");
        bool takesName = found.Name != name && Config.Takes(found.Type, "name");
        return (Loss)Config.Create(found.Type, takesName ? new JsonObject { ["name"] = name } : []);
    }
}
