using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Gpu;

/// <summary>
/// A GPU as a device: ILGPU kernels on one stream, in order, under one lock. This file has what launches need, GpuBackend.Memory the memory; the
/// operations lie by topic in the other parts, the kernels in the folder of that name.
/// </summary>
internal sealed partial class GpuBackend : Backend
{
    /// <summary>The threads of a group where nothing else is said.</summary>
    internal const int GroupSize = 256;

    private const int MostElements = int.MaxValue - (1 << 25);

    private static int slots;

    private readonly Lock gate = new();
    private readonly Accelerator accelerator;
    private readonly int mostGroups;

    /// <summary>Opens a device.</summary>
    public GpuBackend(Device device, ILGPU.Runtime.Device driver)
        : base(device)
    {
        accelerator = driver.CreateAccelerator(GpuContext.Shared);
        MemoryLimit = accelerator.MemorySize;
        uploads = new UploadRing(accelerator, Stats);

        // a processor has few units but needs many groups for its threads to share
        mostGroups = GpuDevices.IsProcessor(driver) ? ushort.MaxValue : accelerator.NumMultiprocessors * 16;
    }

    /// <summary>The number of this device among all that were opened: where kernels keep its launchers.</summary>
    internal int Slot { get; } = Interlocked.Increment(ref slots) - 1;

    /// <summary>The opened device.</summary>
    internal Accelerator Accelerator => accelerator;

    /// <summary>What tests put between the backend and its kernels, to see what they are started with.</summary>
    internal Func<Delegate, Delegate>? Watch { get; init; }

    /// <summary>Compiles a kernel. The caller holds the lock. A compiler that failed is replaced, so that other kernels are not affected.</summary>
    /// <exception cref="DeviceException">The compiler or the driver refuses it.</exception>
    internal TLauncher Compile<TLauncher>(Func<Accelerator, TLauncher> load, string name)
        where TLauncher : Delegate
    {
        TLauncher launcher;
        try
        {
            launcher = load(accelerator);
        }
        catch (Exception)
        {
            // a kernel of another device may have spoilt the compiler, which devices share at first
            KernelCompiler.Renew(accelerator);
            launcher = LoadAgain(load, name);
        }

        return Watch == null ? launcher : (TLauncher)Watch(launcher);
    }

    private TLauncher LoadAgain<TLauncher>(Func<Accelerator, TLauncher> load, string name)
    {
        try
        {
            return load(accelerator);
        }
        catch (Exception exception)
        {
            KernelCompiler.Renew(accelerator);
            throw GpuErrors.Refused(exception, Device, name);
        }
    }

    /// <summary>Takes the lock, and makes the device this thread's.</summary>
    private Lock.Scope Enter()
    {
        Lock.Scope scope = gate.EnterScope();
        accelerator.Bind();
        return scope;
    }

    /// <summary>The same for a kernel that is going to be started, which is counted.</summary>
    private Lock.Scope Launch()
    {
        Stats.Launched();
        return Enter();
    }

    /// <summary>Enough groups for a thread an element, or as many as the device can be busy with: kernels stride over the rest.</summary>
    private KernelConfig Flat(long length) =>
        new((int)Math.Min((length + GroupSize - 1) / GroupSize, mostGroups), GroupSize);

    /// <summary>A tensor's elements, seen as lanes or other values of their size.</summary>
    private static ArrayView<T> View<T>(Tensor tensor)
        where T : unmanaged
    {
        var storage = (GpuStorage)tensor.Storage;
        int size = tensor.DType.Size();
        int own = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        return own == size
            ? storage.View<T>(tensor.Offset, tensor.Length)
            : storage.View<T>(tensor.Offset * size / own, tensor.Length * size / own);
    }

    /// <summary>The elements of a tensor that may be missing; kernels do not read what is missing.</summary>
    private static ArrayView<T> ViewOrEmpty<T>(Tensor? tensor)
        where T : unmanaged => tensor == null ? ArrayView<T>.Empty : View<T>(tensor);

    /// <summary>Kernels count elements in 32 bits, and stride beyond the last one by as many as there are threads.</summary>
    /// <exception cref="NotSupportedException">There are more.</exception>
    private static int Count(Tensor tensor) => tensor.Length <= MostElements
        ? (int)tensor.Length
        : throw new NotSupportedException(
            $"gpu — kernels count up to {Text.Of(MostElements)} elements of a tensor. Received {tensor.Shape}; split it.");
}
