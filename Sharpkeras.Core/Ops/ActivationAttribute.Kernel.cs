using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>Makes an elementwise operation an activation that layers can fuse.</summary>
/// <typeparam name="K">The kernel struct; <see cref="FloatingUnary{K}"/> of it where it is one for all numeric types.</typeparam>
internal sealed class ActivationAttribute<K>(string name) : ActivationAttribute(name)
    where K : struct, IUnaryKernel
{
    /// <inheritdoc/>
    public override Epilogue Epilogue => new Epilogue<K>(new K());
}
