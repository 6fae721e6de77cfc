using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Sharpkeras.Cpu;

/// <summary>
/// The threads of the CPU backend. A caller shares the chunks of its work with sleeping helpers and takes part itself; a caller
/// that finds the helpers busy (another thread's work, or a chunk that has chunks) does all of them alone. Each thread has a range
/// of neighbouring chunks and helps with the others' when it is through: one kernel after the other goes through the same parts of a
/// batch on the same processor, whose cache still holds them. Nothing is allocated on the managed heap by a call.
/// </summary>
internal static unsafe partial class WorkerPool
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
    private static int ranges;
    private static int done;
    private static int failedChunk;
    private static ExceptionDispatchInfo? failure;
    private static long number;

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
        int wanted = Math.Min(threads, count);
        Gate[] helping = Helpers(wanted - 1);
        number++;

        // closed while the fields change: no chunk of an old ticket may be claimed for the new work
        Close(tickets);
        body = work;
        run = method;
        chunks = count;
        ranges = wanted;
        failedChunk = int.MaxValue;
        done = 0;
        for (int range = 0; range < wanted; range++)
        {
            Interlocked.Exchange(ref tickets[range * Apart], (number << 32) | (uint)First(range, count, wanted));
        }

        for (int i = 0; i < wanted - 1; i++)
        {
            helping[i].Open();
        }

        TakePart(0);
        Finished.Wait(default(AllDone));
        ExceptionDispatchInfo? failed = failure;
        failure = null;
        failed?.Throw();
    }

    /// <summary>Claims chunks and runs them until none is left: those of a range, then those that others have not come to.</summary>
    private static void TakePart(int own)
    {
        int finished = 0;
        int total = 0;
        for (int i = 0; i < Volatile.Read(ref ranges); i++)
        {
            if (i > 0)
            {
                Wait(own, i);
            }

            while (Claim(own, i, out int chunk))
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
        }

        if (finished > 0 && Interlocked.Add(ref done, finished) == total)
        {
            Finished.Open();
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
            Lengthen(Closed(gates.Length + 1));
        }

        return gates;
    }

    [DoesNotReturn]
    private static void Help(int index, Gate gate)
    {
        while (true)
        {
            gate.Wait(new Wanted(index));
            TakePart(index + 1);
        }
    }

    /// <summary>There are chunks in this helper's range.</summary>
    private readonly struct Wanted(int index) : Gate.ICondition
    {
        public bool Holds
        {
            get
            {
                int own = index + 1;
                long[] all = Volatile.Read(ref tickets);
                int count = Volatile.Read(ref ranges);
                return own < count
                    && own * Apart < all.Length
                    && (int)Volatile.Read(ref all[own * Apart]) < First(own + 1, Volatile.Read(ref chunks), count);
            }
        }
    }

    /// <summary>Every chunk of the current work is done.</summary>
    private readonly struct AllDone : Gate.ICondition
    {
        public bool Holds => Volatile.Read(ref done) == chunks;
    }
}
