using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Sharpkeras.Cpu;

/// <summary>
/// The threads of the CPU backend. A caller shares the chunks of its work with sleeping helpers and takes part itself; a caller
/// that finds the helpers busy (another thread's work, or a chunk that has chunks) does all of them alone. Nothing is
/// allocated on the managed heap by a call.
/// </summary>
internal static unsafe class WorkerPool
{
    /// <summary>The setting that limits the threads.</summary>
    internal const string Variable = "SHARPKERAS_NUM_THREADS";

    private static readonly Lock Growing = new();
    private static readonly Gate Finished = new();
    private static Gate[] gates = [];
    private static int threads = Parse(Environment.GetEnvironmentVariable(Variable));
    private static int busy;

    // the current work: written by its caller before the ticket, read by helpers after it
    private static void* body;
    private static delegate*<void*, int, void> run;
    private static int chunks;
    private static int helpers;
    private static int done;
    private static int failedChunk;
    private static ExceptionDispatchInfo? failure;

    /// <summary>Above: the number of the work. Below: its next chunk. One word, so that no helper claims from work that is over.</summary>
    private static long ticket;

    /// <summary>The number of threads that share one work, the caller included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public static int Threads
    {
        get => threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            threads = value;
        }
    }

    /// <summary>Whether every helper sleeps, so that the pool takes no time from anybody.</summary>
    internal static bool HelpersSleep => Array.TrueForAll(gates, gate => gate.IsAsleep);

    /// <summary>Runs all chunks and returns when they are done. The first chunk that failed, in order, throws its exception here.</summary>
    public static void Run<TBody>(int chunks, ref TBody body)
        where TBody : struct, IChunkBody
    {
        if (chunks <= 1 || threads <= 1 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            RunAlone(chunks, ref body);
            return;
        }

        try
        {
            // on the stack the body keeps its place while helpers look at it
            TBody local = body;
            Share(chunks, Unsafe.AsPointer(ref local), &RunChunk<TBody>);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    /// <summary>The number of threads that a setting names, or all processors for an empty one.</summary>
    /// <exception cref="ArgumentException">The setting is no positive number.</exception>
    internal static int Parse(string? setting)
    {
        if (string.IsNullOrEmpty(setting))
        {
            return Environment.ProcessorCount;
        }

        return int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new ArgumentException($"{Variable} — no number of threads — received '{setting}' — use 1 or more.");
    }

    private static void RunAlone<TBody>(int chunks, ref TBody body)
        where TBody : struct, IChunkBody
    {
        for (int i = 0; i < chunks; i++)
        {
            body.Run(i);
        }
    }

    private static void RunChunk<TBody>(void* body, int chunk)
        where TBody : struct, IChunkBody
    {
        Unsafe.AsRef<TBody>(body).Run(chunk);
    }

    private static void Share(int count, void* work, delegate*<void*, int, void> method)
    {
        int wanted = Math.Min(threads, count) - 1;
        Gate[] helping = Helpers(wanted);
        long number = (Volatile.Read(ref ticket) >> 32) + 1;

        // closed while the fields change: no chunk of the old ticket may be claimed for the new work
        Interlocked.Exchange(ref ticket, (number << 32) | int.MaxValue);
        body = work;
        run = method;
        chunks = count;
        helpers = wanted;
        failedChunk = int.MaxValue;
        done = 0;
        Interlocked.Exchange(ref ticket, number << 32);
        for (int i = 0; i < wanted; i++)
        {
            helping[i].Open();
        }

        TakePart();
        Finished.Wait(default(AllDone));
        ExceptionDispatchInfo? failed = failure;
        failure = null;
        failed?.Throw();
    }

    /// <summary>Claims chunks and runs them until none is left.</summary>
    private static void TakePart()
    {
        int finished = 0;
        int total = 0;
        while (Claim(out int chunk))
        {
            total = chunks;
            try
            {
                run(body, chunk);
            }
            catch (Exception exception)
            {
                Fail(chunk, exception);
            }

            finished++;
        }

        if (finished > 0 && Interlocked.Add(ref done, finished) == total)
        {
            Finished.Open();
        }
    }

    private static bool Claim(out int chunk)
    {
        while (true)
        {
            long seen = Volatile.Read(ref ticket);
            chunk = (int)seen;
            if (chunk >= Volatile.Read(ref chunks))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref ticket, seen + 1, seen) == seen)
            {
                return true;
            }
        }
    }

    private static void Fail(int chunk, Exception exception)
    {
        lock (Growing)
        {
            if (chunk < failedChunk)
            {
                failedChunk = chunk;
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }

    /// <summary>The gates of the helpers; starts those that are missing.</summary>
    private static Gate[] Helpers(int count)
    {
        while (gates.Length < count)
        {
            var gate = new Gate();
            int index = gates.Length;
            new Thread(() => Help(index, gate)) { IsBackground = true, Name = $"Sharpkeras {index + 1}" }.Start();
            gates = [.. gates, gate];
        }

        return gates;
    }

    [DoesNotReturn]
    private static void Help(int index, Gate gate)
    {
        while (true)
        {
            gate.Wait(new Wanted(index));
            TakePart();
        }
    }

    /// <summary>There are chunks for this helper.</summary>
    private readonly struct Wanted(int index) : Gate.ICondition
    {
        public bool Holds => (int)Volatile.Read(ref ticket) < Volatile.Read(ref chunks) && index < helpers;
    }

    /// <summary>Every chunk of the current work is done.</summary>
    private readonly struct AllDone : Gate.ICondition
    {
        public bool Holds => Volatile.Read(ref done) == chunks;
    }
}
