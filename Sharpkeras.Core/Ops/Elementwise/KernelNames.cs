using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Names of operations from the names of their kernels.</summary>
internal static class KernelNames
{
    /// <summary><c>squared_difference</c> for <c>SquaredDifferenceKernel</c>.</summary>
    public static string Of(Type kernel)
    {
        const string suffix = "Kernel";
        string name = kernel.Name;
        return SnakeCase.Of(name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name);
    }
}
