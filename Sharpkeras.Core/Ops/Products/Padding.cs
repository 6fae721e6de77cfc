namespace Sharpkeras;

/// <summary>What a window does at the border of an image or sequence.</summary>
public enum Padding
{
    /// <summary>It stays inside: the output is smaller.</summary>
    Valid,

    /// <summary>It reaches over the border: the output has the input's size, divided by the strides and rounded up.</summary>
    Same,

    /// <summary>
    /// It reaches over the beginning only, so that no output sees a later input: the output has the input's size, divided by the stride
    /// and rounded up. For one-dimensional convolutions only.
    /// </summary>
    Causal,
}
