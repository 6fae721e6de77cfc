using System.Text.Json.Nodes;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>An operation that was used directly on a symbolic tensor, as a part of a functional model.</summary>
internal sealed class OperationLayer : Layer
{
    private readonly RecordedOperation operation;
    private readonly object?[] places;

    /// <summary>Remembers an operation with what it got besides symbolic tensors: numbers, and a copy of tensors with values.</summary>
    public OperationLayer(RecordedOperation operation, ReadOnlySpan<Tensor> inputs)
        : base(LayerNames.Next(ClassOf(operation.Name)))
    {
        this.operation = operation;
        Autocast = false;
        SupportsMasking = true;
        places = new object?[inputs.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = inputs[i].Symbol switch
            {
                NodeOutput => null,
                ConstantSymbol constant => new Number(constant.Value, inputs[i].DType),
                _ => inputs[i].Variable ?? new Variable(inputs[i], "constant", trainable: false),
            };
        }
    }

    public override string ClassName => ClassOf(operation.Name);

    public override string? Module => OperationModules.Of(operation.Name);

    /// <summary>The operation.</summary>
    public RecordedOperation Operation => operation;

    /// <summary>Gives an operation that came from a file the name that it has there.</summary>
    public void TakeName(string name) => Rename(name);

    /// <summary>What stands in each place of the call: null for a symbolic tensor, a number, or a variable that holds a tensor with values.</summary>
    public IReadOnlyList<object?> Places => places;

    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name };
        foreach (var (name, value) in operation.Arguments ?? [])
        {
            config[name] = ConfigJson.Write(value);
        }

        return config;
    }

    protected override Tensors Forward(Tensors inputs, CallContext context)
    {
        Tensor[] all = new Tensor[places.Length];
        int next = 0;
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = places[i] switch
            {
                null => inputs[next++],
                Number number => Ops.Constant(number.Value, inputs[0], number.DType),
                _ => Near((Variable)places[i]!, inputs[0]),
            };
        }

        return operation.Compute(all);
    }

    /// <summary>Keras names the classes of operations like layers: <c>add</c> is <c>Add</c>.</summary>
    private static string ClassOf(string name) => name == "searchsorted"
        ? "SearchSorted"
        : string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static Tensor Near(Variable constant, Tensor input)
    {
        if (input.Device != Device.Meta)
        {
            constant.MoveTo(input.Device);
        }

        return constant.Value;
    }

    internal sealed record Number(double Value, DType DType);
}
