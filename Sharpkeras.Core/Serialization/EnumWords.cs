using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Serialization;

/// <summary>Keras's words for the members of enums: their snake_case form, or what <see cref="ConfigNameAttribute"/> says.</summary>
internal static class EnumWords
{
    public static string Of(Enum value) => Word(value.GetType(), value.ToString());

    /// <summary>The member that a word stands for; small and capital letters are the same, as Keras takes "roc" and "ROC".</summary>
    /// <exception cref="ArgumentException">No member has that word.</exception>
    public static object Parse(Type type, string word)
    {
        string[] names = Enum.GetNames(type);
        int index = Array.FindIndex(names, name => string.Equals(Word(type, name), word, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? Enum.Parse(type, names[index])
            : throw new ArgumentException(
                $"config — unknown {SnakeCase.Of(type.Name)}. {Nearest.Describe(word, names.Select(name => Word(type, name)))}");
    }

    /// <summary>What null in a config stands for: the member None, for enums that have one and are not nullable.</summary>
    public static object? Nothing(Type type) => type.IsEnum && Enum.IsDefined(type, "None") ? Enum.Parse(type, "None") : null;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The type is an enum; whatever trims keeps all members of an enum that it keeps.")]
    private static string Word(Type type, string name) =>
        type.GetField(name)?.GetCustomAttribute<ConfigNameAttribute>()?.Name ?? SnakeCase.Of(name);
}
