using System.Collections.Concurrent;

namespace Sharpkeras;

/// <summary>
/// The net under tensors that no scope owns: when the collector finds one unreachable, its memory is queued here and goes back to
/// the pool at the next renting, on a thread that works with tensors. Tensors inside scopes have no finalizer and cost none.
/// </summary>
internal sealed class TensorGuard
{
    private const long PressureThreshold = 64 * 1024;

    private static readonly ConcurrentQueue<Tensor> Queue = new();

    private readonly Tensor tensor;
    private readonly long pressure;

    public TensorGuard(Tensor tensor, long bytes)
    {
        this.tensor = tensor;
        pressure = bytes >= PressureThreshold ? bytes : 0;
        if (pressure > 0)
        {
            GC.AddMemoryPressure(pressure);
        }
    }

    ~TensorGuard()
    {
        RemovePressure();
        Queue.Enqueue(tensor);
    }

    /// <summary>Releases what the collector found since the last call.</summary>
    public static void Drain()
    {
        if (Queue.IsEmpty)
        {
            return;
        }

        while (Queue.TryDequeue(out Tensor? tensor))
        {
            tensor.Release();
        }
    }

    /// <summary>The tensor was released by other means.</summary>
    public void Retire()
    {
        GC.SuppressFinalize(this);
        RemovePressure();
    }

    private void RemovePressure()
    {
        if (pressure > 0)
        {
            GC.RemoveMemoryPressure(pressure);
        }
    }
}
