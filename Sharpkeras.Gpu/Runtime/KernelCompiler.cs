using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Backends;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Frontend.Intrinsic;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>What ILGPU's compiler must be told before it sees Sharpkeras's kernels. Every context of this library begins here.</summary>
internal static class KernelCompiler
{
    /// <summary>ILGPU sets the compiler of a device once; there is no public way to do it again.</summary>
    private static readonly MethodInfo SetCompiler = typeof(Accelerator)
        .GetProperty("Backend", BindingFlags.Instance | BindingFlags.NonPublic)!.GetSetMethod(nonPublic: true)!;

    /// <summary>Once for the process: ILGPU keeps its remappings in a static table.</summary>
    private static readonly bool Remapped = Remap();

    /// <summary>The compiler's settings; the devices are the caller's.</summary>
    public static Context.Builder ForKernels(this Context.Builder builder)
    {
        // O1 declares pointers in OpenCL's generic address space, which drivers may lack
        // profiling is what gives events to wait for
        return Remapped ? builder.EnableAlgorithms().Optimize(OptimizationLevel.O2).Profiling() : builder;
    }

    /// <summary>
    /// Gives an opened device a new compiler. One that failed on a kernel fails on all that follow; the device's memory and the
    /// kernels that it has loaded do not depend on it.
    /// </summary>
    public static void Renew(Accelerator accelerator)
    {
        Context context = Context.Create(builder => builder.ForKernels());
        Backend backend = accelerator switch
        {
            CudaAccelerator cuda => new PTXBackend(context, cuda.Capabilities, cuda.Architecture, cuda.InstructionSet, null!),
            CLAccelerator openCl => new CLBackend(context, openCl.Capabilities, openCl.Vendor, openCl.CLStdVersion),
            _ => throw new NotSupportedException($"gpu — no compiler is known for {accelerator.AcceleratorType}."),
        };
        SetCompiler.Invoke(accelerator, [backend]);
    }

    /// <summary>Methods of .NET that the scalar lanes call and ILGPU does not know.</summary>
    private static bool Remap()
    {
        Remap(typeof(MathF), nameof(MathF.FusedMultiplyAdd), typeof(float), typeof(float), typeof(float));
        Remap(typeof(Math), nameof(Math.FusedMultiplyAdd), typeof(double), typeof(double), typeof(double));
        MethodInfo counting = typeof(int).GetMethod("CreateSaturating", BindingFlags.Public | BindingFlags.Static)!;
        foreach (Type type in new[] { typeof(sbyte), typeof(byte), typeof(short), typeof(int), typeof(long) })
        {
            MethodInfo conversion = type.GetMethod("CreateSaturating", BindingFlags.Public | BindingFlags.Static)!;
            Redirect(conversion.MakeGenericMethod(typeof(double)), Own($"To{type.Name}", typeof(double)));
            Redirect(counting.MakeGenericMethod(type), Own(nameof(ToCount), type));
        }

        OrderLocalMemory();
        return true;
    }

    /// <summary>
    /// ILGPU's barrier of a group orders only global memory on OpenCL; what threads exchange lies in local memory. The words that it
    /// writes between the parentheses stand in an array.
    /// </summary>
    private static void OrderLocalMemory()
    {
        Type words = typeof(CLBackend).Assembly.GetType("ILGPU.Backends.OpenCL.CLInstructions", throwOnError: true)!;
        var fences = (string[])words.GetField("MemoryFenceFlags", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        fences[0] = "CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE";
    }

    private static void Remap(Type type, string name, params Type[] arguments)
    {
        Redirect(type.GetMethod(name, arguments)!, Own(name, arguments));
    }

    private static MethodInfo Own(string name, params Type[] arguments)
    {
        return typeof(KernelCompiler).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static, arguments)!;
    }

    private static void Redirect(MethodInfo from, MethodInfo to)
    {
        RemappedIntrinsics.AddRemapping(from, (ref ILGPU.Frontend.InvocationContext context) => context.Method = to);
    }

    /// <summary>The drivers' compilers make one instruction of it where the device has that.</summary>
    private static float FusedMultiplyAdd(float a, float b, float c) => (a * b) + c;

    private static double FusedMultiplyAdd(double a, double b, double c) => (a * b) + c;

    private static sbyte ToSByte(double value) => (sbyte)value;

    private static byte ToByte(double value) => (byte)value;

    private static short ToInt16(double value) => (short)value;

    private static int ToInt32(double value) => (int)value;

    private static long ToInt64(double value) => (long)value;

    /// <summary>The count of a shift: what no type holds as one may become any other such number.</summary>
    private static int ToCount(sbyte value) => value;

    private static int ToCount(byte value) => value;

    private static int ToCount(short value) => value;

    private static int ToCount(int value) => value;

    private static int ToCount(long value) => value < 0 || value > 64 ? -1 : (int)value;
}
