namespace Sharpkeras;

/// <summary>
/// Owns the tensors that are made while it is open on this thread, and gives their memory back when it is disposed:
/// <c>using var scope = new TensorScope();</c>. The framework opens one for each layer call, training step and optimizer update, so
/// that only loops of one's own need this. Scopes end in the reverse order of their beginning.
/// </summary>
public sealed class TensorScope : IDisposable
{
    private readonly int mark;
    private readonly int depth;
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool closed;

    /// <summary>Opens a scope on this thread.</summary>
    public TensorScope()
    {
        mark = ScopeStack.Open();
        depth = ScopeStack.Depth;
    }

    /// <summary>Lets a tensor survive this scope: it joins the scope around it, or the garbage collector's care.</summary>
    /// <returns>The tensor.</returns>
    public Tensor Keep(Tensor tensor)
    {
        ScopeStack.Keep(mark, tensor);
        return tensor;
    }

    /// <summary>Releases the tensors that were made in the scope and not kept.</summary>
    /// <exception cref="InvalidOperationException">It is not the innermost scope of this thread.</exception>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        if (thread != Environment.CurrentManagedThreadId || depth != ScopeStack.Depth)
        {
            throw new InvalidOperationException(
                "scope — scopes end in the reverse order of their beginning, on their own thread. Received the end of another one first; open scopes with 'using'.");
        }

        closed = true;
        ScopeStack.Close(mark);
    }
}
