using System.Globalization;
using System.Reflection;

namespace Sharpkeras.Tests.Properties.Arguments;

/// <summary>A constructor and values for its parameters.</summary>
internal sealed class ArgumentList(ConstructorInfo constructor, object?[] values)
{
    /// <summary>The value of a parameter.</summary>
    public object? this[string name]
    {
        get => values[Place(name)];
        set => values[Place(name)] = value;
    }

    public T Get<T>(string name) => (T)this[name]!;

    /// <summary>The same values but for one.</summary>
    public ArgumentList With(string name, object? value) => new(constructor, [.. values]) { [name] = value };

    /// <summary>The object; exceptions are the constructor's own.</summary>
    public object Create() => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values, CultureInfo.InvariantCulture);

    public override string ToString()
    {
        IEnumerable<string> arguments = constructor.GetParameters().Select((parameter, i) => $"{parameter.Name}: {Text(values[i])}");
        return $"new {constructor.DeclaringType!.Name}({string.Join(", ", arguments)})";
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        IFormattable number => Sharpkeras.Diagnostics.Text.Of(number),
        Array several => $"[{string.Join(", ", several.Cast<object?>().Select(Text))}]",
        _ => value.ToString()!,
    };

    private int Place(string name) => Array.FindIndex(constructor.GetParameters(), parameter => parameter.Name == name);
}
