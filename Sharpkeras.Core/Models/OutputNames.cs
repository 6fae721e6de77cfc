using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>The outputs that arguments of <c>Compile</c> name.</summary>
internal static class OutputNames
{
    /// <summary>The place of an output.</summary>
    /// <exception cref="ArgumentException">No output has that name.</exception>
    public static int IndexOf(string name, IReadOnlyList<string>? names, int outputs, string argument, string model)
    {
        if (names == null)
        {
            throw new ArgumentException(
                $"{model} — the {Text.Of(outputs)} outputs of the model have no names. Received {argument} for '{name}'; pass a list in the order of the outputs, or override OutputNames.");
        }

        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"{model} — {argument} name an output that the model does not have. {Nearest.Describe(name, names)}");
    }
}
