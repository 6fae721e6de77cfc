using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// Cells one after the other, as one cell: the output of a cell is the input of the next. The states are those of all cells, in order, in one
/// flat list; Keras nests those of cells with several.
/// </summary>
/// <example><code>var layer = new RNN(new StackedRNNCells([new LSTMCell(64), new GRUCell(32)]));</code></example>
public sealed class StackedRNNCells : RNNCell
{
    private readonly RNNCell[] cells;

    /// <summary>A cell made of cells.</summary>
    /// <param name="cells">The cells, at least one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type to which floating inputs are converted.</param>
    /// <exception cref="ArgumentException">There is no cell.</exception>
    public StackedRNNCells(IReadOnlyList<RNNCell> cells, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        ArgumentNullException.ThrowIfNull(cells);
        this.cells = cells.Count > 0 && cells.All(cell => cell != null)
            ? [.. cells]
            : throw new ArgumentException($"{this} — needs one cell or more. Received {Text.Of(cells.Count)}.", nameof(cells));
    }

    /// <summary>The cells, the first one first.</summary>
    public IReadOnlyList<RNNCell> Cells => cells;

    /// <inheritdoc/>
    public override OneOrMore<int> StateSize => cells.SelectMany(cell => cell.StateSize).ToArray();

    /// <inheritdoc/>
    public override int OutputSize => cells[^1].OutputSize;

    /// <inheritdoc/>
    public override Tensors GetInitialState(int batchSize) => cells.SelectMany(cell => cell.GetInitialState(batchSize)).ToArray();

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        Shape shape = inputShape;
        foreach (RNNCell cell in cells)
        {
            cell.EnsureBuilt(shape);
            shape = [inputShape[0], cell.OutputSize];
        }
    }

    /// <summary>The cell of a config, which lists its cells.</summary>
    /// <exception cref="ArgumentException">The list is missing, or an entry is unknown.</exception>
    internal static StackedRNNCells FromConfig(JsonObject config)
    {
        if (config["cells"] is not JsonArray list)
        {
            throw new ArgumentException($"config of StackedRNNCells — entry 'cells' is missing. Received {config.ToJsonString()}.");
        }

        if (Config.UnknownKeys(typeof(StackedRNNCells), config).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"config of StackedRNNCells — unknown or unsupported entry {unknown}. {Nearest.Describe(unknown, ["cells", "name", "trainable", "dtype"])}");
        }

        RNNCell[] cells = [.. list.Select(cell => (RNNCell)KerasRegistry.Deserialize(typeof(RNNCell), cell!))];
        DType dtype = config["dtype"] is { } type ? (DType)ConfigJson.Read(typeof(DType), type)! : DType.Float32;
        return new StackedRNNCells(cells, config["name"]?.GetValue<string>(), config["trainable"]?.GetValue<bool>() ?? true, dtype);
    }

    /// <inheritdoc/>
    protected override (Tensor Output, Tensors States) Step(Tensor input, Tensors states, CallContext context)
    {
        var after = new List<Tensor>();
        Tensor output = input;
        foreach (RNNCell cell in cells)
        {
            Tensors result = cell.CallAll([output, .. states.Skip(after.Count).Take(cell.StateSize.Count)], context);
            output = result[0];
            after.AddRange(result.Skip(1));
        }

        return (output, after.ToArray());
    }
}
