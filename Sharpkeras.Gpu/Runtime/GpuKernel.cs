using ILGPU.Runtime;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>
/// A kernel with its launcher for each device that was opened. ILGPU keeps what it compiled by weak reference only, so that instances
/// lie in static fields.
/// </summary>
/// <typeparam name="TLauncher">What starts the kernel: its configuration, then its arguments.</typeparam>
/// <param name="load">Compiles the kernel for a device.</param>
internal sealed class GpuKernel<TLauncher>(Func<Accelerator, TLauncher> load)
    where TLauncher : Delegate
{
    private TLauncher?[] launchers = [];

    /// <summary>The launcher for a device, compiled at first use. The caller holds the device's lock.</summary>
    public TLauncher On(GpuBackend backend)
    {
        TLauncher?[] known = launchers;
        return backend.Slot < known.Length && known[backend.Slot] is { } launcher ? launcher : Load(backend);
    }

    private TLauncher Load(GpuBackend backend)
    {
        TLauncher launcher = backend.Compile(load);
        lock (this)
        {
            if (backend.Slot >= launchers.Length)
            {
                Array.Resize(ref launchers, backend.Slot + 1);
            }

            launchers[backend.Slot] = launcher;
        }

        return launcher;
    }
}
