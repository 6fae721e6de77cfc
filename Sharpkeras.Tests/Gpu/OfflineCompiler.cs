using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using Sharpkeras.Gpu;
using Sharpkeras.Gpu.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Compiles kernels to PTX and to OpenCL C without a device or driver.</summary>
internal static class OfflineCompiler
{
    /// <summary>The text of an elementwise kernel.</summary>
    /// <param name="ptx">PTX, else OpenCL C.</param>
    /// <param name="name">The method in <see cref="ElementwiseKernels"/>.</param>
    /// <param name="types">Its type arguments: kernel and lane.</param>
    public static string Compile(bool ptx, string name, params Type[] types)
    {
        MethodInfo method = typeof(ElementwiseKernels).GetMethod(name)!.MakeGenericMethod(types);
        EntryPointDescription entry = EntryPointDescription.FromImplicitlyGroupedKernel(method);

        // a failed compilation makes a context unusable: one for each
        using Context context = Context.Create(builder => builder.ForKernels());
        if (ptx)
        {
            using var backend = new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
            return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
        }

        var capabilities = new CLCapabilityContext(true, true, true, true, true);
        using var openCl = new CLBackend(context, capabilities, CLDeviceVendor.Other, CLCVersion.CL20);
        return ((CLCompiledKernel)openCl.Compile(entry, default)).Source;
    }
}
