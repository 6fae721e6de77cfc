using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Gpu;

/// <summary>The device's memory, and copies to it and from it.</summary>
internal sealed partial class GpuBackend
{
    private readonly UploadRing uploads;

    /// <summary>The bytes that may be taken from the device; at first all that it has.</summary>
    internal long MemoryLimit { get; set; }

    public override long FreeBytes => Math.Max(0, MemoryLimit - Stats.LiveBytes);

    public override void Upload(ReadOnlySpan<byte> source, Tensor target)
    {
        if (source.Length == 0)
        {
            return;
        }

        Stats.Uploaded(source.Length);
        using Lock.Scope scope = Enter();
        try
        {
            if (source.Length <= UploadRing.LargestUpload)
            {
                uploads.Copy(source, View<byte>(target));
            }
            else
            {
                Stats.Waited();
                View<byte>(target).CopyFromCPU(accelerator.DefaultStream, source);
            }
        }
        catch (Exception exception) when (Explain(exception, "upload") is { } explained)
        {
            throw explained;
        }
    }

    public override void Download(Tensor source, Span<byte> target)
    {
        if (target.Length == 0)
        {
            return;
        }

        Stats.Waited();
        Stats.Downloaded(target.Length);
        using Lock.Scope scope = Enter();
        try
        {
            View<byte>(source).CopyToCPU(accelerator.DefaultStream, target);
            ReadReport();
        }
        catch (Exception exception) when (Explain(exception, "download") is { } explained)
        {
            throw explained;
        }
    }

    public override void Copy(Tensor source, Tensor target)
    {
        if (source.Length == 0)
        {
            return;
        }

        using Lock.Scope scope = Launch();
        View<byte>(source).CopyTo(accelerator.DefaultStream, View<byte>(target));
    }

    public override void Synchronize()
    {
        Stats.Waited();
        using Lock.Scope scope = Enter();
        try
        {
            accelerator.Synchronize();
        }
        catch (Exception exception) when (Explain(exception, "synchronize") is { } explained)
        {
            throw explained;
        }
    }

    internal override Exception? Explain(Exception exception, string operation) => GpuErrors.Explain(exception, Device, operation);

    /// <exception cref="OutOfMemoryException">The device has no more, or the limit is reached.</exception>
    protected override BackendStorage Allocate(long bytes)
    {
        if (Stats.ReservedBytes + bytes > MemoryLimit)
        {
            throw new OutOfMemoryException();
        }

        using Lock.Scope scope = Enter();
        try
        {
            return new GpuStorage(this, accelerator.AllocateRaw(bytes, 1));
        }
        catch (Exception exception) when (GpuErrors.IsOutOfMemory(exception))
        {
            throw new OutOfMemoryException(exception.Message, exception);
        }
    }

    protected override void Free(BackendStorage storage)
    {
        using Lock.Scope scope = Enter();
        ((GpuStorage)storage).Buffer.Dispose();
    }
}
