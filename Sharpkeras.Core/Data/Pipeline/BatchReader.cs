using System.Collections;

namespace Sharpkeras.Data;

/// <summary>
/// A pass over a dataset that makes tensors on the thread and the default device of the loop. The tensors of an element are released when the
/// loop goes on: copy what shall live longer.
/// </summary>
public sealed class BatchReader : IEnumerator<TensorBatch>
{
    private readonly DatasetReader<Element> reader;
    private Tensor[] live = [];

    internal BatchReader(DatasetReader<Element> reader) => this.reader = reader;

    /// <inheritdoc/>
    public TensorBatch Current { get; private set; }

    /// <summary>Where it stands: behind <see cref="Current"/>.</summary>
    public DatasetPosition Position => reader.Position;

    object IEnumerator.Current => Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        Release();
        if (!reader.MoveNext())
        {
            return false;
        }

        Element element = reader.Current;
        live = Upload(element.Arrays);
        int targets = element.Inputs + element.Targets;
        Current = new TensorBatch(
            Tensors.Create(live.AsSpan(0, element.Inputs)),
            Tensors.Create(live.AsSpan(element.Inputs, element.Targets)),
            Tensors.Create(live.AsSpan(targets)));
        return true;
    }

    /// <summary>Not possible: begin a new pass.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Reset() => reader.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        reader.Dispose();
    }

    /// <summary>Tensors that belong to this reader and to no scope, so that it can release them while others are open.</summary>
    private static Tensor[] Upload(HostArray[] arrays)
    {
        int mark = ScopeStack.Open();
        try
        {
            Tensor[] tensors = [.. arrays.Select(Tensor.FromHost)];
            foreach (Tensor tensor in tensors)
            {
                ScopeStack.Disown(mark, tensor);
            }

            return tensors;
        }
        finally
        {
            ScopeStack.Close(mark);
        }
    }

    private void Release()
    {
        foreach (Tensor tensor in live)
        {
            tensor.Release();
        }

        live = [];
        Current = default;
    }
}
