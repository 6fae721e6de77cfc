namespace Sharpkeras.Serialization;

/// <summary>Other names under which Keras knows a class, in configs and as text: <c>normal</c> for <c>RandomNormal</c>.</summary>
/// <param name="names">The names, in Keras's spelling.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KerasAliasAttribute(params string[] names) : Attribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
