using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Tests.Gpu;

/// <summary>What the GPU compiler makes of a kernel, and what may be said against it.</summary>
/// <param name="Kernel">The method.</param>
/// <param name="Ptx">Its PTX, for CUDA.</param>
/// <param name="OpenCl">Its OpenCL C.</param>
internal sealed partial record KernelTexts(MethodInfo Kernel, string Ptx, string OpenCl)
{
    /// <summary>Shared memory that every device gives a group.</summary>
    private const int MostShared = 48 * 1024;

    /// <summary>The barrier of a group as it stands in OpenCL C.</summary>
    private const string Barrier = "work_group_barrier ( CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE )";

    /// <summary>Bytes of arguments that every OpenCL device takes.</summary>
    private const int MostArguments = 1024;

    /// <summary>Bytes of arguments that CUDA takes (CUDA C++ programming guide, function parameters).</summary>
    private const int MostArgumentsOfCuda = 4096;

    /// <summary>The size of a view among the arguments on OpenCL: a pointer beside the first element and the length.</summary>
    private const int ViewSize = 24;

    /// <summary>The bytes of shared memory that a group takes, declared with a size.</summary>
    public int SharedMemory => SharedDeclaration().Matches(Ptx).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>Whether values lie in a thread's local memory.</summary>
    public bool HasLocalMemory => Ptx.Contains(".local", StringComparison.Ordinal);

    /// <summary>Whether the kernel works on float64.</summary>
    public bool IsDouble => Kernel.GetParameters().Any(parameter => HoldsDouble(parameter.ParameterType))
        || (Kernel.IsGenericMethod && Kernel.GetGenericArguments().Any(HoldsDouble));

    /// <summary>Everything that is wrong.</summary>
    public IEnumerable<string> Complaints()
    {
        if (!Ptx.Contains(".entry", StringComparison.Ordinal) || !OpenCl.Contains("kernel void", StringComparison.Ordinal))
        {
            yield return "there is no entry point";
        }

        if (HasLocalMemory && IsHot && !Iterates)
        {
            yield return $"local memory in a hot kernel: {Line(".local")}";
        }

        if (!IsDouble && !ReadsParameters && (Ptx.Contains(".f64", StringComparison.Ordinal) || DoubleType().IsMatch(OpenCl)))
        {
            yield return $"float64 in a kernel of other types: {Line(".f64")}";
        }

        if (SharedMemory > MostShared || Ptx.Contains(".extern .shared", StringComparison.Ordinal))
        {
            yield return $"{SharedMemory} bytes of shared memory a group, at most {MostShared} of a size that is known";
        }

        if (OpenCl.Replace(Barrier, "", StringComparison.Ordinal).Contains("_barrier", StringComparison.Ordinal))
        {
            yield return "a barrier that is not one of a group, for local and global memory";
        }

        int most = Kernel.GetCustomAttribute<GpuKernelAttribute>() is { CudaOnly: true } ? MostArgumentsOfCuda : MostArguments;
        if (ArgumentSize > most)
        {
            yield return $"{ArgumentSize} bytes of arguments, at most {most}";
        }
    }

    private bool IsHot => Kernel.GetCustomAttribute<GpuKernelAttribute>() is not { Hot: false };

    /// <summary>In float64 ILGPU makes of what System.Math serves iterations with tables in local memory; OpenCL C has these functions.</summary>
    private bool Iterates => IsDouble && MathFunction().IsMatch(OpenCl);

    /// <summary>An integer lane reads a kernel's parameter by way of float64, the only type that has all integers up to 2⁵³.</summary>
    private bool ReadsParameters => Kernel.IsGenericMethod && Kernel.GetGenericArguments() is [Type kernel, { IsGenericType: true } lane]
        && lane.GetGenericTypeDefinition() == typeof(IntegerLane<>)
        && Fields(kernel).Any(member => member.FieldType == typeof(Parameter));

    private int ArgumentSize => Kernel.GetParameters().Sum(parameter => PassedSize(parameter.ParameterType));

    private string Line(string part) => Ptx.Split('\n').FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal), "").Trim();

    private static bool HoldsDouble(Type type) => type == typeof(double)
        || (type.IsGenericType && type.GetGenericArguments().Any(HoldsDouble))
        || (type is { IsPrimitive: false, IsValueType: true } && !KernelInstances.IsView(type) && Fields(type).Any(member => HoldsDouble(member.FieldType)));

    /// <summary>The size on OpenCL, of structs with views inside rounded up.</summary>
    private static int PassedSize(Type type)
    {
        if (KernelInstances.IsView(type))
        {
            return ViewSize;
        }

        return KernelInstances.HoldsViews(type) ? Fields(type).Sum(member => (PassedSize(member.FieldType) + 7) / 8 * 8) : SizeOf(type);
    }

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    [GeneratedRegex(@"\.shared\s+\.align\s+\d+\s+\.b8\s+\w+\[(\d+)\]")]
    private static partial Regex SharedDeclaration();

    [GeneratedRegex(@"\bdouble\b")]
    private static partial Regex DoubleType();

    [GeneratedRegex(@"\b(pow|sin|cos|tan|atan)\s*\(")]
    private static partial Regex MathFunction();
}
