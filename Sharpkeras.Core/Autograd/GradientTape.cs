using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// Records what is computed from trainable variables and watched tensors on this thread, and gives gradients once:
/// <c>using var tape = new GradientTape(); … tape.Gradient(loss, model.TrainableVariables)</c>. It also opens the
/// <see cref="TensorScope"/> of the step: gradients and intermediates are released when the tape is disposed.
/// </summary>
public sealed partial class GradientTape : IDisposable
{
    [ThreadStatic]
    private static GradientTape? current;

    [ThreadStatic]
    private static TapeMemory? reusable;

    private readonly TapeMemory memory;
    private readonly TensorScope scope;
    private int nodeCount;
    private int slotCount;
    private int stepMark;
    private bool used;
    private bool disposed;

    /// <summary>Begins to record on this thread.</summary>
    /// <exception cref="InvalidOperationException">Another tape records on this thread.</exception>
    public GradientTape()
    {
        if (current != null)
        {
            throw new InvalidOperationException(
                "gradient tape — another tape records on this thread already. Dispose it first; tapes do not nest, and there are no second derivatives.");
        }

        memory = reusable ?? new TapeMemory();
        reusable = null;
        scope = new TensorScope();
        current = this;
    }

    /// <summary>Makes the gradient for this tensor available: call it before computing from the tensor. Trainable variables need no call.</summary>
    /// <exception cref="ArgumentException">The tensor is not of a floating type.</exception>
    public void Watch(Tensor tensor)
    {
        Check.Floating(tensor, "gradient tape");
        SlotOf(tensor, watch: true);
    }

    /// <summary>Stops recording and releases what the step made.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        if (ReferenceEquals(current, this))
        {
            current = null;
        }

        for (int i = 0; i < nodeCount; i++)
        {
            memory.Nodes[i].Clear();
        }

        memory.Watched.Clear();
        reusable = memory;
        scope.Dispose();
    }

    /// <summary>Runs code of which the tape takes no note.</summary>
    internal static T Paused<T>(Func<T> action)
    {
        GradientTape? tape = current;
        current = null;
        try
        {
            return action();
        }
        finally
        {
            current = tape;
        }
    }

    /// <summary>The tape of this thread, when it has to record an operation on these inputs.</summary>
    internal static GradientTape? Recording(ReadOnlySpan<Tensor> inputs, DType output)
    {
        GradientTape? tape = current;
        if (tape == null || tape.used || !output.IsFloating())
        {
            return null;
        }

        foreach (Tensor input in inputs)
        {
            if (tape.IsWatched(input))
            {
                return tape;
            }
        }

        return null;
    }

    internal void Record(Op op, ReadOnlySpan<Tensor> inputs, Tensor output, Tensor? saved)
    {
        Span<int> slots = inputs.Length <= 8 ? stackalloc int[inputs.Length] : new int[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            slots[i] = SlotOf(inputs[i], watch: false);
        }

        output.Tape = this;
        output.TapeSlot = slotCount++;
        if (nodeCount == memory.Nodes.Count)
        {
            memory.Nodes.Add(new TapeNode());
        }

        memory.Nodes[nodeCount++].Fill(op, inputs, slots, output, output.TapeSlot, saved);
    }

    private bool IsWatched(Tensor tensor) =>
        ReferenceEquals(tensor.Tape, this)
        || (tensor.Variable != null && (tensor.Variable.Trainable || memory.Watched.ContainsKey(tensor)) && tensor.DType.IsFloating());

    /// <summary>The number of a tensor on this tape, −1 when nothing watches it. Variables are found by a table, since several threads may use them.</summary>
    private int SlotOf(Tensor tensor, bool watch)
    {
        if (tensor.Variable == null)
        {
            if (ReferenceEquals(tensor.Tape, this))
            {
                return tensor.TapeSlot;
            }

            if (!watch)
            {
                return -1;
            }

            tensor.Tape = this;
            return tensor.TapeSlot = slotCount++;
        }

        if (!watch && !IsWatched(tensor))
        {
            return -1;
        }

        ref int slot = ref CollectionsMarshal.GetValueRefOrAddDefault(memory.Watched, tensor, out bool known);
        return known ? slot : slot = slotCount++;
    }

    /// <summary>What a tape needs, kept for the next one on this thread.</summary>
    private sealed class TapeMemory
    {
        public List<TapeNode> Nodes { get; } = [];

        public Dictionary<Tensor, int> Watched { get; } = new(ReferenceEqualityComparer.Instance);

        public Tensor?[] Gradients { get; set; } = [];

        public bool[] Needed { get; set; } = [];
    }
}
