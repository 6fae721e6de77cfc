namespace Sharpkeras.Data;

/// <summary>Threads of a stage, and the lock that they share with the thread that pulls.</summary>
internal sealed class Workers : IDisposable
{
    private static int live;

    private readonly Thread[] threads;
    private volatile bool stopping;
    private int waiting;

    /// <summary>Starts threads that run a body until it returns; bodies return soon when <see cref="IsStopping"/>.</summary>
    public Workers(int count, Action<Workers> body)
    {
        threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            threads[i] = new Thread(() => Run(body)) { IsBackground = true, Name = "sharpkeras data" };
        }

        foreach (Thread thread in threads)
        {
            Interlocked.Increment(ref live);
            thread.Start();
        }
    }

    /// <summary>How many of these threads there are in the process.</summary>
    public static int Live => Volatile.Read(ref live);

    /// <summary>Guards what a stage shares with its workers; each change of it is announced to all.</summary>
    public object Gate { get; } = new();

    /// <summary>Whether the reader was disposed of.</summary>
    public bool IsStopping => stopping;

    /// <summary>The number of workers for a number that a caller gave: 0 stands for all processors.</summary>
    public static int CountFor(int given) => given == 0 ? Environment.ProcessorCount : given;

    /// <summary>Waits for a change; the caller holds the gate.</summary>
    public void Wait()
    {
        waiting++;
        Monitor.Wait(Gate);
        waiting--;
    }

    /// <summary>Tells of a change; the caller holds the gate. Where nobody waits that costs nothing.</summary>
    public void Announce()
    {
        if (waiting > 0)
        {
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Ends the threads: what they are doing with one element comes to its end first.</summary>
    public void Dispose()
    {
        stopping = true;
        lock (Gate)
        {
            Monitor.PulseAll(Gate);
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }
    }

    private void Run(Action<Workers> body)
    {
        try
        {
            body(this);
        }
        finally
        {
            Interlocked.Decrement(ref live);
        }
    }
}
