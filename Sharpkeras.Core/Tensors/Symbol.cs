namespace Sharpkeras;

/// <summary>
/// What a symbolic tensor stands for: it has a shape and a type but no values, and is the input or output of a call that a functional model
/// repeats later with values.
/// </summary>
internal abstract class Symbol
{
    /// <summary>Where it comes from, for messages: <c>dense[0][0]</c>.</summary>
    public abstract string Origin { get; }
}
