using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Sharpkeras.Serialization;

/// <summary>
/// Something that Keras serialises as a class name with a config: a layer, an initializer, a loss, an optimizer. The config is the
/// constructor's parameters under Keras's names, read from the properties of the same names.
/// </summary>
/// <remarks>What configs read of a class, the constructors and the properties, stays in every derived class when a program is trimmed.</remarks>
[DynamicallyAccessedMembers(Config.Members)]
public abstract class KerasObject
{
    /// <summary>Keras's name of the class.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>Keras's module of the class, such as <c>keras.layers</c>; null for classes of one's own.</summary>
    public virtual string? Module => KerasModules.Of(GetType());

    /// <summary>Keras's name of a registered class; null for the framework's own, which their module finds.</summary>
    internal virtual string? RegisteredName => Module == null ? "Custom>" + ClassName : null;

    /// <summary>The constructor's arguments under Keras's names.</summary>
    public virtual JsonObject GetConfig()
    {
        var config = new JsonObject();
        Config.AddParameters(config, this);
        return config;
    }

    /// <summary>Adds what Keras keeps beside the config: the shapes that a layer was built for, how a model was compiled.</summary>
    /// <param name="serialized">The serialised object, which has its four members.</param>
    internal virtual void AddBesideConfig(JsonObject serialized)
    {
    }

    /// <summary>
    /// Takes an entry of a config that is no argument of the constructor: classes of one's own need not have all that the base class writes.
    /// </summary>
    /// <returns>Whether the object has that value now.</returns>
    internal virtual bool TakeEntry(string key, JsonNode? value) =>
        Module == null && GetConfig() is { } own && own.ContainsKey(key) && JsonNode.DeepEquals(own[key], value);
}
