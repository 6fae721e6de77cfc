using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Devices;

/// <summary>Finds devices, and opens the backend of each once. Other assemblies register theirs with <see cref="Register"/>.</summary>
public static class BackendProvider
{
    private const string WithoutLibrary =
        "The program does not carry the library Sharpkeras.Gpu: add it as a reference, or compute on the processor (Device.Cpu, SHARPKERAS_DEVICE=cpu).";

    private const string WithoutCompiler =
        "The program was published ahead of time, and kernels for GPUs are compiled while a program runs: publish it without PublishAot, or compute on the processor (Device.Cpu, SHARPKERAS_DEVICE=cpu).";

    private static readonly ConcurrentDictionary<DeviceKind, Registration> Kinds = new();
    private static readonly ConcurrentDictionary<Device, Lazy<Backend>> Open = new();
    private static Device? defaultDevice;

    [ThreadStatic]
    private static Device? chosen;

    static BackendProvider()
    {
        Register(DeviceKind.Cpu, _ => OpenProcessor(), () => [Cpu.CpuBackend.Describe()]);
        Register(DeviceKind.Meta, _ => new MetaBackend());
    }

    /// <summary>The device on which tensors are made when none is named; from SHARPKERAS_DEVICE at first, <c>auto</c> when that is not set.</summary>
    /// <exception cref="ArgumentException">SHARPKERAS_DEVICE names no device.</exception>
    internal static Device Default
    {
        get => chosen ?? (defaultDevice ??= FromEnvironment());
        set => defaultDevice = value;
    }

    /// <summary>The device that this thread chose for a while; null for the process's default.</summary>
    internal static Device? Chosen
    {
        get => chosen;
        set => chosen = value;
    }

    /// <summary>Says how the backend for a kind of device is made; replaces what was registered before.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="open">Opens a device. It throws <see cref="NotSupportedException"/> for one that is not there.</param>
    /// <param name="list">The devices of that kind, or one entry that says why there is none; null keeps the list that was registered before.</param>
    public static void Register(DeviceKind kind, Func<Device, Backend> open, Func<IReadOnlyList<DeviceInfo>>? list = null) =>
        Kinds.AddOrUpdate(kind, _ => new Registration(open, list), (_, before) => new Registration(open, list ?? before.List));

    /// <summary>The backend of a device, opened at first use.</summary>
    /// <exception cref="NotSupportedException">The device is not there, or no backend is registered for its kind.</exception>
    public static Backend Get(Device device)
    {
        Lazy<Backend> backend = Open.GetOrAdd(device, key => new Lazy<Backend>(() => Create(key)));
        try
        {
            return backend.Value;
        }
        catch
        {
            // what failed may succeed later: a driver that was busy, a library that was loaded since
            Open.TryRemove(new KeyValuePair<Device, Lazy<Backend>>(device, backend));
            throw;
        }
    }

    /// <summary>All devices, and the reason for each kind that is missing.</summary>
    internal static IReadOnlyList<DeviceInfo> List() =>
        [.. ((DeviceKind[])[DeviceKind.Cpu, DeviceKind.Cuda, DeviceKind.OpenCL]).SelectMany(List)];

    /// <summary>A device from its name, where <c>auto</c> is the best that has a backend.</summary>
    internal static Device Resolve(string name) =>
        name.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase) ? Best() : Device.Parse(name);

    private static Device Best() =>
        ((DeviceKind[])[DeviceKind.Cuda, DeviceKind.OpenCL])
        .SelectMany(List)
        .FirstOrDefault(found => found is { IsAvailable: true, IsProcessor: false })?.Device ?? Device.Cpu;

    private static IReadOnlyList<DeviceInfo> List(DeviceKind kind) =>
        Find(kind) is { } registration
            ? registration.List?.Invoke() ?? []
            : [new DeviceInfo(new Device(kind), "", 0, "", Missing)];

    private static Backend Create(Device device)
    {
        Backend backend = Find(device.Kind) is { } registration
            ? registration.Open(device)
            : throw new NotSupportedException($"device — there is no backend for {device}. {Missing}");
        backend.BeginConstants();
        return backend;
    }

    /// <summary>A compiler ahead of time that was not told of the processor takes one of 2008, which has no instruction for a * b + c.</summary>
    private static Cpu.CpuBackend OpenProcessor()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported && RuntimeInformation.ProcessArchitecture == Architecture.X64 && !Vector256.IsHardwareAccelerated)
        {
            Log.Warn(
                "processor — the program was published ahead of time for processors without AVX2 and FMA, on which a network computes a hundred times slower. "
                + "Publish it with -p:IlcInstructionSet=x86-64-v3, or native for this processor alone.");
        }

        return new Cpu.CpuBackend();
    }

    /// <summary>Why a kind has no backend.</summary>
    private static string Missing => RuntimeFeature.IsDynamicCodeSupported ? WithoutLibrary : WithoutCompiler;

    private static Registration? Find(DeviceKind kind)
    {
        if (!Kinds.ContainsKey(kind) && RuntimeFeature.IsDynamicCodeSupported)
        {
            LoadGpuLibrary();
        }

        return Kinds.GetValueOrDefault(kind);
    }

    /// <summary>The GPU library registers its backends when it is loaded; Core does not refer to it.</summary>
    private static void LoadGpuLibrary()
    {
        try
        {
            Assembly assembly = Assembly.Load("Sharpkeras.Gpu");
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }
        catch (FileNotFoundException)
        {
            // The program does not carry the GPU library: the caller's message says what is missing.
        }
    }

    private static Device FromEnvironment()
    {
        string? name = Environment.GetEnvironmentVariable("SHARPKERAS_DEVICE");
        return Resolve(string.IsNullOrWhiteSpace(name) ? "auto" : name);
    }

    private sealed record Registration(Func<Device, Backend> Open, Func<IReadOnlyList<DeviceInfo>>? List);
}
