namespace Sharpkeras.Data;

/// <summary>An end of a sequence, Keras's <c>'pre'</c> and <c>'post'</c>.</summary>
public enum SequenceSide
{
    /// <summary>The beginning.</summary>
    Pre,

    /// <summary>The end.</summary>
    Post,
}
