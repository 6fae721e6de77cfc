using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>
/// A kernel with its launcher for each device that was opened. ILGPU keeps what it compiled by weak reference only, so that instances
/// lie in static fields.
/// </summary>
/// <typeparam name="TLauncher">What starts the kernel: its configuration, then its arguments.</typeparam>
/// <param name="load">Compiles the kernel for a device.</param>
/// <param name="field">The name of the field, for messages.</param>
internal sealed class GpuKernel<TLauncher>(Func<Accelerator, TLauncher> load, [CallerMemberName] string field = "")
    where TLauncher : Delegate
{
    private TLauncher?[] launchers = [];

    /// <summary>The launcher for a device, compiled at first use. The caller holds the device's lock.</summary>
    public TLauncher On(GpuBackend backend)
    {
        TLauncher?[] known = launchers;
        return backend.Slot < known.Length && known[backend.Slot] is { } launcher ? launcher : Load(backend);
    }

    /// <summary>What is compiled, as far as types tell: the field of the holder, and the arguments of the launcher.</summary>
    private string Name()
    {
        IEnumerable<string> types = typeof(TLauncher).GenericTypeArguments
            .Where(type => type.Namespace?.StartsWith("Sharpkeras", StringComparison.Ordinal) == true)
            .Select(type => type.Name.Split('`')[0])
            .Distinct();
        return $"{field} ({string.Join(", ", types)})";
    }

    private TLauncher Load(GpuBackend backend)
    {
        TLauncher launcher = backend.Compile(load, Name());
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
