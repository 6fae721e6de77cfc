namespace Sharpkeras;

/// <summary>
/// Makes an operation of one tensor an activation under its Keras name. With a kernel, layers fuse it with the matrix product or
/// convolution before it where its gradient allows that.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ActivationAttribute(string name, Type? kernel = null) : Attribute
{
    /// <summary>Keras's name.</summary>
    public string Name { get; } = name;

    /// <summary>Another name that Keras knows it by; configs have <see cref="Name"/>.</summary>
    public string? Alias { get; init; }

    /// <summary>The kernel struct of an elementwise activation.</summary>
    public Type? Kernel { get; } = kernel;
}
