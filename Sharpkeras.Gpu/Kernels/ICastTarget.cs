namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// An element that a cast writes. Floating numbers are cut to integers and stop at the type's limits, not a number becomes 0; integers
/// lose their upper bits: as on the processor.
/// </summary>
/// <typeparam name="T">The element type itself.</typeparam>
internal interface ICastTarget<T>
    where T : unmanaged, ICastTarget<T>
{
    /// <summary>From float32.</summary>
    static abstract T Of(float value);

    /// <summary>From float64.</summary>
    static abstract T Of(double value);

    /// <summary>From integers of up to four bytes.</summary>
    static abstract T Of(int value);

    /// <summary>From int64.</summary>
    static abstract T Of(long value);
}
