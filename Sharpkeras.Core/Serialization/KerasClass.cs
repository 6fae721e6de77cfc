using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Sharpkeras.Serialization;

/// <summary>A class that configs name, with what they read of it: that stays when a program is trimmed.</summary>
/// <param name="type">The class.</param>
/// <param name="read">Makes an object from a config where the constructor's parameters do not say it all; null where they do.</param>
internal sealed class KerasClass([DynamicallyAccessedMembers(Config.Members)] Type type, Func<JsonObject, KerasObject>? read = null)
{
    /// <summary>Among these is a reader of one's own.</summary>
    internal const DynamicallyAccessedMemberTypes Methods = DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods;

    /// <summary>The class.</summary>
    [DynamicallyAccessedMembers(Config.Members)]
    public Type Type { get; } = type;

    /// <summary>Its name.</summary>
    public string Name => Type.Name;

    /// <summary>Whether it makes its objects from configs itself.</summary>
    public bool HasReader => read != null;

    /// <summary>A class of one's own. It may have <c>static FromConfig(JsonObject)</c>.</summary>
    public static KerasClass Of<[DynamicallyAccessedMembers(Config.Members | Methods)] T>()
        where T : KerasObject => new(typeof(T), ReaderOf(typeof(T)));

    /// <summary>Whether the class is one of a kind, such as layers.</summary>
    public bool Is(Type kind) => kind.IsAssignableFrom(Type);

    /// <summary>An object of the class from its config.</summary>
    /// <exception cref="ArgumentException">The config does not fit.</exception>
    public KerasObject Create(JsonObject config) => read?.Invoke(config) ?? (KerasObject)Config.Create(Type, config);

    private static Func<JsonObject, KerasObject>? ReaderOf([DynamicallyAccessedMembers(Methods)] Type type)
    {
        MethodInfo? method = type.GetMethod("FromConfig", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(JsonObject)]);
        return method?.GetParameters()[0].ParameterType == typeof(JsonObject)
            ? config => (KerasObject)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [config], CultureInfo.InvariantCulture)!
            : null;
    }
}
