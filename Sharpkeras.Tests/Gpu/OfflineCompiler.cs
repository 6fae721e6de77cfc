using System.Collections.Concurrent;
using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Compiles kernels to PTX and to OpenCL C without a device or driver.</summary>
internal sealed class OfflineCompiler : IDisposable
{
    /// <summary>Contexts are kept, since one takes a quarter of a second; each is used by one thread at a time.</summary>
    private static readonly ConcurrentBag<OfflineCompiler> Idle = [];

    private readonly Context context = Context.Create(builder => builder.ForKernels());
    private readonly PTXBackend ptx;
    private readonly CLBackend openCl;

    private OfflineCompiler()
    {
        ptx = new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        var capabilities = new CLCapabilityContext(true, true, true, true, true);
        openCl = new CLBackend(context, capabilities, CLDeviceVendor.Other, CLCVersion.CL20);
    }

    /// <summary>Both texts of a kernel.</summary>
    /// <param name="kernel">A method without open type parameters, grouped explicitly.</param>
    public static KernelTexts Compile(MethodInfo kernel)
    {
        OfflineCompiler compiler = Idle.TryTake(out OfflineCompiler? idle) ? idle : new OfflineCompiler();
        try
        {
            EntryPointDescription entry = EntryPointDescription.FromExplicitlyGroupedKernel(kernel);
            var texts = new KernelTexts(
                kernel,
                ((PTXCompiledKernel)compiler.ptx.Compile(entry, default)).PTXAssembly,
                ((CLCompiledKernel)compiler.openCl.Compile(entry, default)).Source);
            Idle.Add(compiler);
            return texts;
        }
        catch
        {
            // a failed compilation makes a context unusable
            compiler.Dispose();
            throw;
        }
    }

    /// <summary>Closes the contexts that were kept.</summary>
    public static void Clear()
    {
        while (Idle.TryTake(out OfflineCompiler? compiler))
        {
            compiler.Dispose();
        }
    }

    public void Dispose()
    {
        ptx.Dispose();
        openCl.Dispose();
        context.Dispose();
    }
}
