namespace Sharpkeras.Kernels;

/// <summary>
/// An elementwise function that a matrix product or a convolution applies to its result while that is still in cache.
/// Backends get at the kernel by <see cref="Accept"/>.
/// </summary>
public abstract class Epilogue
{
    /// <summary>What the gradient of the function reads besides the gradient of the output.</summary>
    public abstract GradientNeeds Needs { get; }

    /// <summary>Whether this is max(x, 0): one bit for each value is then all that its gradient needs.</summary>
    public abstract bool IsRectifier { get; }

    /// <summary>Gives the kernel, with its type, to the visitor.</summary>
    public abstract TResult Accept<TResult>(IEpilogueVisitor<TResult> visitor);

    /// <summary>What a backend made of this function, kept so that it is made once.</summary>
    internal object? CpuForm { get; set; }
}

/// <summary>Receives the kernel of an <see cref="Epilogue"/> with its type.</summary>
public interface IEpilogueVisitor<out TResult>
{
    /// <summary>Receives the kernel.</summary>
    TResult Visit<K>(K kernel)
        where K : struct, IUnaryKernel;
}

/// <summary>The epilogue that applies a kernel.</summary>
/// <typeparam name="K">The kernel.</typeparam>
public sealed class Epilogue<K>(K kernel) : Epilogue
    where K : struct, IUnaryKernel
{
    /// <inheritdoc/>
    public override GradientNeeds Needs => K.Needs;

    /// <inheritdoc/>
    public override bool IsRectifier => K.IsRectifier;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IEpilogueVisitor<TResult> visitor) => visitor.Visit(kernel);
}
