using System.Collections.Concurrent;
using System.Reflection;
using ILGPU;

namespace Sharpkeras.Tests.Gpu;

/// <summary>What became of kernels that were compiled.</summary>
internal sealed class KernelReport
{
    private readonly ConcurrentBag<KernelTexts> texts = [];
    private readonly ConcurrentBag<string> failures = [];

    /// <summary>How many were to be compiled.</summary>
    public int Instances { get; private set; }

    /// <summary>How many were, for CUDA and for OpenCL.</summary>
    public int Compiled => texts.Count;

    /// <summary>How many have values in a thread's local memory.</summary>
    public int WithLocalMemory => texts.Count(text => text.HasLocalMemory);

    /// <summary>What is wrong, with the kernel's name.</summary>
    public IReadOnlyList<string> Failures => [.. failures.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Compiles what becomes of a kernel method and checks it, clang included where it is installed. Of methods with shared memory
    /// only the representatives are compiled, where there are many.
    /// </summary>
    public static KernelReport Of(MethodInfo method)
    {
        IReadOnlyList<MethodInfo> instances = KernelInstances.Of(method);
        return instances.Count > 16 && TakesSharedMemory(instances[0])
            ? Of(KernelInstances.Representatives(instances))
            : Of(instances);
    }

    /// <summary>Compiles kernels and checks them.</summary>
    public static KernelReport Of(IReadOnlyList<MethodInfo> instances)
    {
        var report = new KernelReport { Instances = instances.Count };
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4) };
        Parallel.ForEach(instances, options, report.Compile);
        if (Clang.Found && Clang.Check(report.texts) is { Length: > 0 } errors)
        {
            report.failures.Add($"clang: {errors}");
        }

        return report;
    }

    private static bool TakesSharedMemory(MethodInfo instance)
    {
        try
        {
            return OfflineCompiler.Compile(instance).SharedMemory > 0;
        }
        catch (Exception error) when (IsRefusal(error))
        {
            return false;
        }
    }

    private void Compile(MethodInfo kernel)
    {
        try
        {
            KernelTexts compiled = OfflineCompiler.Compile(kernel);
            texts.Add(compiled);
            foreach (string complaint in compiled.Complaints())
            {
                failures.Add($"{KernelInstances.Name(kernel)}: {complaint}");
            }
        }
        catch (Exception error) when (IsRefusal(error))
        {
            failures.Add($"{KernelInstances.Name(kernel)}: does not compile: {error.InnerException?.Message ?? error.Message}");
        }
    }

    /// <summary>What ILGPU throws at code that it cannot compile; a crash inside of it is its way of saying the same.</summary>
    private static bool IsRefusal(Exception error) => error is not OutOfMemoryException;
}
