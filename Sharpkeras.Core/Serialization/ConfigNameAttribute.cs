namespace Sharpkeras.Serialization;

/// <summary>
/// Keras's name of a constructor parameter or an enum's member, where it is not the snake_case form of the C# name (<c>beta_1</c>,
/// <c>ROC</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class ConfigNameAttribute(string name) : Attribute
{
    /// <summary>The name in configs.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the entry is left out when the value is null.</summary>
    public bool OmitNull { get; set; }

    /// <summary>Whether null in a config means an empty list, and not the default.</summary>
    public bool NullIsEmpty { get; set; }
}
