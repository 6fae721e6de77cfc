using System.Collections.Concurrent;
using System.Reflection;

namespace Sharpkeras.Devices;

/// <summary>Finds the backend of a device and opens it once. Other assemblies register theirs with <see cref="Register"/>.</summary>
public static class BackendProvider
{
    private static readonly ConcurrentDictionary<DeviceKind, Func<Device, Backend>> Factories = new();
    private static readonly ConcurrentDictionary<Device, Lazy<Backend>> Open = new();
    private static Device? defaultDevice;

    static BackendProvider()
    {
        Register(DeviceKind.Cpu, _ => new Cpu.CpuBackend());
        Register(DeviceKind.Meta, _ => new MetaBackend());
    }

    /// <summary>The device on which tensors are made when none is named; from SHARPKERAS_DEVICE at first, <c>auto</c> when that is not set.</summary>
    /// <exception cref="ArgumentException">SHARPKERAS_DEVICE names no device.</exception>
    internal static Device Default
    {
        get => defaultDevice ??= FromEnvironment();
        set => defaultDevice = value;
    }

    /// <summary>Says how the backend for a kind of device is made; replaces what was registered before.</summary>
    public static void Register(DeviceKind kind, Func<Device, Backend> factory) => Factories[kind] = factory;

    /// <summary>The backend of a device, opened at first use.</summary>
    /// <exception cref="NotSupportedException">No backend is registered for that kind of device.</exception>
    public static Backend Get(Device device) =>
        Open.GetOrAdd(device, key => new Lazy<Backend>(() => Create(key))).Value;

    private static Backend Create(Device device)
    {
        if (!Factories.ContainsKey(device.Kind))
        {
            LoadGpuLibrary();
        }

        return Factories.TryGetValue(device.Kind, out Func<Device, Backend>? factory)
            ? factory(device)
            : throw new NotSupportedException(
                $"device — there is no backend for {device}. This version computes on the CPU; set SHARPKERAS_DEVICE=cpu or use Device.Cpu.");
    }

    /// <summary>The GPU library registers its backends when it is loaded; Core does not refer to it.</summary>
    private static void LoadGpuLibrary()
    {
        try
        {
            Assembly assembly = Assembly.Load("Sharpkeras.Gpu");
            System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
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

    /// <summary>A device from its name, where <c>auto</c> is the best that has a backend.</summary>
    internal static Device Resolve(string name) =>
        name.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase) ? Device.Cpu : Device.Parse(name);
}
