namespace Sharpkeras;

/// <summary>
/// The tensors of all scopes that are open on a thread, in order of creation. A scope is the part above its mark, so opening one
/// costs nothing and closing one walks over what was made in it.
/// </summary>
internal static class ScopeStack
{
    [ThreadStatic]
    private static Tensor?[]? tensors;

    [ThreadStatic]
    private static int count;

    [ThreadStatic]
    private static int depth;

    /// <summary>The number of open scopes on this thread.</summary>
    public static int Depth => depth;

    /// <summary>Opens a scope; the result goes to <see cref="Close"/>.</summary>
    public static int Open()
    {
        depth++;
        return count;
    }

    /// <summary>Puts a new tensor into the innermost scope.</summary>
    public static void Adopt(Tensor tensor)
    {
        if (depth == 0)
        {
            tensor.GiveToCollector();
            return;
        }

        Push(tensor);
    }

    /// <summary>Marks a tensor of the scope to survive its end, into the scope around it.</summary>
    public static void Keep(int mark, Tensor? tensor)
    {
        if (tensor != null && Owns(mark, tensor))
        {
            tensor.IsKept = true;
        }
    }

    /// <summary>Takes a tensor out of whatever scope holds it on this thread; the caller owns the reference now.</summary>
    public static void Disown(Tensor tensor) => Disown(0, tensor);

    /// <summary>Gives the caller a reference: that of the scopes from the mark on, when the tensor is theirs and nobody asked them to keep it, else another.</summary>
    public static void Disown(int mark, Tensor tensor)
    {
        if (Owns(mark, tensor) && !tensor.IsKept)
        {
            tensors![tensor.ScopeSlot] = null;
            tensor.ScopeSlot = -1;
        }
        else
        {
            tensor.Retain();
        }
    }

    /// <summary>Whether a tensor belongs to the scopes of this thread from the mark on: it was made since then.</summary>
    public static bool Owns(int mark, Tensor tensor)
    {
        int slot = tensor.ScopeSlot;
        return slot >= mark && slot < count && ReferenceEquals(tensors![slot], tensor);
    }

    /// <summary>Ends a scope: releases its tensors, moves the kept ones outward.</summary>
    public static void Close(int mark)
    {
        int end = count;
        int kept = mark;
        Tensor?[]? stack = tensors;
        depth--;
        for (int i = mark; i < end; i++)
        {
            Tensor? tensor = stack![i];
            stack[i] = null;
            if (tensor == null)
            {
                continue;
            }

            if (!tensor.IsKept)
            {
                tensor.ScopeSlot = -1;
                tensor.Release();
                continue;
            }

            tensor.IsKept = false;
            if (depth == 0)
            {
                tensor.ScopeSlot = -1;
                tensor.GiveToCollector();
            }
            else
            {
                tensor.ScopeSlot = kept;
                stack[kept++] = tensor;
            }
        }

        count = kept;
    }

    private static void Push(Tensor tensor)
    {
        Tensor?[] stack = tensors ??= new Tensor?[256];
        if (count == stack.Length)
        {
            Array.Resize(ref tensors, count * 2);
            stack = tensors;
        }

        tensor.ScopeSlot = count;
        stack[count++] = tensor;
    }
}
