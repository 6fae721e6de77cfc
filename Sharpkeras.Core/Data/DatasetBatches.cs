using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// The elements of a dataset as the batches of a training, an evaluation or a prediction. Each pass is an epoch of the dataset. Its workers stop
/// when this is disposed of.
/// </summary>
/// <param name="dataset">Batches.</param>
/// <param name="place">The device that they go to.</param>
/// <param name="check">Refuses an element before it is used.</param>
/// <param name="prepare">What else is done with the tensors, in the scope of the step.</param>
internal sealed class DatasetBatches(
    Dataset<Element> dataset, Device place, Action<Element> check, Func<BatchSource.Rows, BatchSource.Rows> prepare) : BatchSource, IDisposable
{
    private readonly Backend backend = BackendProvider.Get(place);
    private DatasetReader<Element>? reader;
    private Element? first;

    /// <inheritdoc/>
    public override int? Count => dataset.Cardinality is >= 0 and <= int.MaxValue and var count ? (int)count : null;

    /// <inheritdoc/>
    public override int? Samples => null;

    /// <summary>The first element of the next pass, by which a model is built.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Element First()
    {
        if (first == null)
        {
            Open(null);
            first = Read() ?? throw new ArgumentException("dataset — there are no samples. Received a dataset without elements.");
        }

        return first;
    }

    /// <inheritdoc/>
    public override void Begin()
    {
        if (first == null)
        {
            Open(null);
        }
    }

    /// <inheritdoc/>
    public override Rows? Next()
    {
        Element? element = first ?? Read();
        first = null;
        if (element == null)
        {
            return null;
        }

        Tensor[] tensors = [.. element.Arrays.Select(Upload)];
        int targets = element.Inputs + element.Targets;
        return prepare(new Rows(
            Tensors.Create(tensors.AsSpan(0, element.Inputs)),
            Tensors.Create(tensors.AsSpan(element.Inputs, element.Targets)),
            Tensors.Create(tensors.AsSpan(targets))));
    }

    /// <inheritdoc/>
    public override void GetState(StateDictionary state)
    {
        DatasetPosition position = reader?.Position ?? new DatasetPosition(-1, 0);
        state.Set("epoch", position.Epoch);
        state.Set("element", first == null ? position.Element : position.Element - 1);
    }

    /// <inheritdoc/>
    public override void SetState(StateDictionary state)
    {
        var position = new DatasetPosition(state.GetInt64("epoch"), state.GetInt64("element"));
        if (position.Element < 0 || (position.Epoch < 0 && position.Element > 0))
        {
            throw new ModelFileException($"data — the position that was kept is none. Received {position}; begin anew.");
        }

        first = null;
        reader?.Dispose();
        reader = null;
        dataset.BeginAt(position.Epoch + 1);
        if (position.Epoch >= 0)
        {
            Open(position);
        }
    }

    /// <summary>Stops the workers and closes the files.</summary>
    public void Dispose() => reader?.Dispose();

    private void Open(DatasetPosition? position)
    {
        reader?.Dispose();
        reader = dataset.Read(position);
    }

    private Element? Read()
    {
        if (reader == null || !reader.MoveNext())
        {
            return null;
        }

        check(reader.Current);
        return reader.Current;
    }

    private Tensor Upload(HostArray array)
    {
        Tensor tensor = backend.Rent(array.Shape, array.DType);
        backend.Upload(array.Bytes, tensor);
        return tensor;
    }
}
