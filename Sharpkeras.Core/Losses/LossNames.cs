using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Losses;

/// <summary>Losses by Keras's names and abbreviations.</summary>
internal static class LossNames
{
    private static readonly Dictionary<string, string> Short = new()
    {
        ["mse"] = "mean_squared_error",
        ["MSE"] = "mean_squared_error",
    };

    public static Loss Get(string name)
    {
        string full = Short.GetValueOrDefault(name, name);
        Type type = KerasRegistry.FindByAnyName(typeof(Loss), full)
            ?? throw new ArgumentException($"loss — no such name. {Nearest.Describe(name, Names)}");
        return (Loss)Config.Create(type, []);
    }

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names =>
        KerasRegistry.Names(typeof(Loss)).Select(type => SnakeCase.Of(type.Name)).Concat(Short.Keys);
}
