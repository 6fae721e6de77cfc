using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>
/// Makes an operation of one tensor an activation under its Keras name. With a kernel, layers fuse it with the matrix product or
/// convolution before it where its gradient allows that (<see cref="ActivationAttribute{K}"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ActivationAttribute(string name) : Attribute
{
    /// <summary>Keras's name.</summary>
    public string Name { get; } = name;

    /// <summary>Another name that Keras knows it by; configs have <see cref="Name"/>.</summary>
    public string? Alias { get; init; }

    /// <summary>The form that a layer can fuse; null where there is none.</summary>
    public virtual Epilogue? Epilogue => null;
}
