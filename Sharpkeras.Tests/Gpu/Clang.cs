using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Clang's front end, which takes OpenCL C without a device.</summary>
internal static partial class Clang
{
    /// <summary>Why the check is left out where it is.</summary>
    public const string Missing = "clang was not found: install it to check the OpenCL C of the kernels.";

    private static readonly string? Program = Programs.Find("clang");

    /// <summary>Whether clang is installed.</summary>
    public static bool Found => Program != null;

    /// <summary>What clang says against kernels; empty where nothing.</summary>
    public static string Check(IEnumerable<KernelTexts> kernels)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "kernels.cl");
        File.WriteAllText(file, Join(kernels));
        string[] arguments =
            ["-x", "cl", "-cl-std=CL2.0", "-Xclang", "-finclude-default-header", "-target", "spir64", "-fsyntax-only", "-ferror-limit=20", file];
        (int status, string output) = Programs.Run(Program!, arguments);
        return status == 0 ? "" : output;
    }

    /// <summary>
    /// One text of many, since each run of clang reads its header of 17,000 lines first. ILGPU numbers types and functions for itself:
    /// each kernel's get a name of their own. Clang reports errors under the kernel's name.
    /// </summary>
    private static string Join(IEnumerable<KernelTexts> kernels)
    {
        var text = new StringBuilder();
        int count = 0;
        foreach (KernelTexts kernel in kernels)
        {
            text.Append(CultureInfo.InvariantCulture, $"#line 1 \"{KernelInstances.Name(kernel.Kernel)}\"\n");
            text.Append(OwnName().Replace(kernel.OpenCl, $"k{count}_$0")).Append('\n');
            count++;
        }

        return text.ToString();
    }

    /// <summary>Types, the kernel, and functions, which end in a number; not parameters, which begin with an underscore.</summary>
    [GeneratedRegex(@"\b(type_\d+(_kernel)?|Kernel_\w+|[A-Za-z]\w*_\d+(?=\s*\())\b")]
    private static partial Regex OwnName();
}
