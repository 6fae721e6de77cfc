namespace Sharpkeras.Gpu.Kernels;

/// <summary>An element that a cast reads.</summary>
/// <typeparam name="S">The element type itself.</typeparam>
internal interface ICastSource<S>
    where S : unmanaged, ICastSource<S>
{
    /// <summary>The element in another type.</summary>
    static abstract T To<T>(S value)
        where T : unmanaged, ICastTarget<T>;
}
