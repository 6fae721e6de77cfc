using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Sharpkeras.Data;

/// <summary>Elements that one thread applies a function to, one after another, and what becomes of them.</summary>
internal sealed class MapBlock<TIn, TOut>(int capacity)
{
    private readonly TIn[] inputs = new TIn[capacity];
    private readonly TOut[] outputs = new TOut[capacity];
    private int made;
    private int delivered;

    /// <summary>How many elements there are.</summary>
    public int Count { get; private set; }

    /// <summary>What comes in the place behind the last element that was made; null for nothing.</summary>
    public ExceptionDispatchInfo? Problem { get; set; }

    /// <summary>Whether there is nothing to deliver.</summary>
    public bool IsEmpty => Count == 0 && Problem == null;

    /// <summary>Whether a thread has done its work, or there was none.</summary>
    public bool IsDone { get; set; }

    /// <summary>The time that an element took, in ticks of <see cref="Stopwatch"/>; 0 where none was made.</summary>
    public long TicksPerElement { get; private set; }

    public void Add(TIn input) => inputs[Count++] = input;

    /// <summary>Makes all elements, up to the first error, or until the workers are told to stop.</summary>
    public void Run(Func<TIn, TOut> function, Workers workers)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            while (made < Count && !workers.IsStopping)
            {
                outputs[made] = function(inputs[made]);
                inputs[made++] = default!;
            }
        }
        catch (Exception error)
        {
            // An error of the source would have come later.
            Problem = ExceptionDispatchInfo.Capture(error);
        }

        TicksPerElement = made == 0 ? 0 : (Stopwatch.GetTimestamp() - begin) / made;
    }

    /// <summary>Takes the next element; false when there is none left.</summary>
    /// <exception cref="Exception">What the source or the function threw in its place.</exception>
    public bool TryTake([MaybeNullWhen(false)] out TOut element)
    {
        element = default;
        if (delivered == made)
        {
            Problem?.Throw();
            return false;
        }

        element = outputs[delivered];
        outputs[delivered++] = default!;
        return true;
    }
}
