namespace Sharpkeras.Cpu;

/// <summary>
/// Where one thread waits for something that another makes true: first spinning, then yielding the processor, at last asleep.
/// Spinning alone would be fastest on an idle machine and a disaster on a busy one.
/// </summary>
internal sealed class Gate
{
    private const int Spins = 2000;
    private const int Yields = 100;

    private readonly SemaphoreSlim signal = new(0);
    private int asleep;

    /// <summary>What a thread waits for.</summary>
    public interface ICondition
    {
        bool Holds { get; }
    }

    /// <summary>Whether a thread sleeps here.</summary>
    public bool IsAsleep => Volatile.Read(ref asleep) == 1;

    /// <summary>Returns once the condition holds. Only one thread may wait at a gate.</summary>
    public void Wait<TCondition>(TCondition condition)
        where TCondition : struct, ICondition
    {
        for (int i = 0; i < Spins + Yields; i++)
        {
            if (condition.Holds)
            {
                return;
            }

            if (i < Spins)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        while (!condition.Holds)
        {
            Sleep(condition);
        }
    }

    /// <summary>Wakes the thread that sleeps at this gate, if there is one. Call it after the condition was made true.</summary>
    public void Open()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref asleep) == 1 && Interlocked.CompareExchange(ref asleep, 0, 1) == 1)
        {
            signal.Release();
        }
    }

    private void Sleep<TCondition>(TCondition condition)
        where TCondition : struct, ICondition
    {
        Interlocked.Exchange(ref asleep, 1);

        // whoever takes the mark back decides: this thread goes on by itself, or the other has promised a signal
        if (!condition.Holds || Interlocked.CompareExchange(ref asleep, 0, 1) == 0)
        {
            signal.Wait();
        }
    }
}
