namespace Sharpkeras;

/// <summary>What a border holds.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The value at the edge: aa|abc|cc.</summary>
    Edge,

    /// <summary>The values mirrored about the edge, which is not repeated: cb|abc|ba.</summary>
    Reflect,

    /// <summary>The values mirrored with the edge: ba|abc|cb.</summary>
    Symmetric,

    /// <summary>The values from the other end: bc|abc|ab.</summary>
    Wrap,
}
