using System.Text;
using Sharpkeras.Activations;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Goldens;

namespace Sharpkeras.Tests.Docs;

/// <summary>The text of <c>docs/coverage.md</c>: which of Keras's names exist here.</summary>
internal static class Coverage
{
    private const string Head = """
        # What of Keras is here

        Made from the code by `Sharpkeras.Tests/Docs/CoverageTests.cs`; do not edit it by hand ([how](../CONTRIBUTING.md)). Keras's list is that of
        version 3.15.1 ([keras-api.txt](../Sharpkeras.Tests/Docs/keras-api.txt)), in which each thing counts once, whatever other names it has.
        Base classes count where users call them (metrics, callbacks), and functions of losses, metrics and layers not beside their classes.
        """;

    /// <summary>The namespaces of classes, where they are not the section's name.</summary>
    private static readonly Dictionary<string, string[]> Namespaces = new()
    {
        ["callbacks"] = ["Sharpkeras.Callbacks", "Sharpkeras.Models"],
        ["schedules"] = ["Sharpkeras.Optimizers", "Sharpkeras.Optimizers.Schedules"],
    };

    public static string Text()
    {
        var text = new StringBuilder(Head).Append("\n\n| | Keras | here |\n| --- | ---: | ---: |\n");
        foreach (var (section, entries) in KerasApi.Sections)
        {
            text.Append($"| {section} | {entries.Length} | {entries.Count(entry => Exists(section, entry))} |\n");
        }

        foreach (var (section, entries) in KerasApi.Sections)
        {
            text.Append($"\n## {char.ToUpperInvariant(section[0])}{section[1..]}\n");
            Append(text, "Here", entries.Where(entry => Exists(section, entry)));
            Append(text, "Not here", entries.Where(entry => !Exists(section, entry)));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string word, IEnumerable<string[]> entries)
    {
        string[] names = [.. entries.Select(entry => entry.Length == 1 ? entry[0] : $"{entry[0]} ({string.Join(", ", entry.Skip(1))})")];
        if (names.Length > 0)
        {
            text.Append($"\n{word}: {string.Join(", ", names)}.\n");
        }
    }

    private static bool Exists(string section, string[] names) => names.Any(name => section switch
    {
        "activations" => ActivationRegistry.Names.Contains(name),
        "ops" => FunctionNames.Find(name).Length > 0,
        _ => IsClass(section, name),
    });

    private static bool IsClass(string section, string name)
    {
        string[] namespaces = Namespaces.GetValueOrDefault(section, [$"Sharpkeras.{char.ToUpperInvariant(section[0])}{section[1..]}"]);
        return typeof(Layer).Assembly.GetExportedTypes().Any(type =>
            namespaces.Contains(type.Namespace) && string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
