using Sharpkeras.Activations;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>Applies an activation to each element; the shape stays.</summary>
/// <example><code>var layer = new Activation("mish");</code></example>
public sealed class Activation : Layer
{
    /// <summary>A layer that applies an activation.</summary>
    /// <param name="activation">The function, such as <c>"relu"</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect, but on a function that has weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Activation(ActivationFunction activation, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Function = activation;
        SupportsMasking = true;
    }

    /// <summary>The function.</summary>
    public ActivationFunction Function { get; }

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig() => new()
    {
        ["name"] = Name,
        ["trainable"] = Trainable,
        ["dtype"] = Policy(DType),
        ["activation"] = ConfigJson.Write(Function),
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => Function.Call(input);
}
