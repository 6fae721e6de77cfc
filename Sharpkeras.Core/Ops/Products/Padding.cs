namespace Sharpkeras;

/// <summary>What a window does at the border of an image.</summary>
public enum Padding
{
    /// <summary>It stays inside: the output is smaller.</summary>
    Valid,

    /// <summary>It reaches over the border: the output has the input's size, divided by the strides and rounded up.</summary>
    Same,
}
