using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// Applies a function that has no weights. A layer class of one's own does the same and more; this one is for trials. A model with it can be saved
/// when the function has a name: <see cref="LambdaFunction"/>. What Keras passes as <c>arguments</c>, a C# function captures.
/// </summary>
/// <example><code>Tensor squares = new Lambda(x => x * x).Call(input);</code></example>
public sealed class Lambda : Layer
{
    private readonly LambdaFunction function;

    /// <summary>A layer that applies a function of one tensor.</summary>
    /// <param name="function">The function.</param>
    /// <param name="outputShape">The shape of a sample of the result, for functions that need values to tell it; null finds it by itself.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Lambda(Func<Tensor, Tensor> function, Shape? outputShape = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : this((LambdaFunction)function, outputShape, null, name, trainable, dtype)
    {
    }

    /// <summary>A layer that applies a function of several tensors.</summary>
    /// <param name="function">The function.</param>
    /// <param name="outputShape">The shape of a sample of the result, for functions that need values to tell it; null finds it by itself.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Lambda(Func<Tensors, Tensors> function, Shape? outputShape = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : this((LambdaFunction)function, outputShape, null, name, trainable, dtype)
    {
    }

    /// <summary>A layer that applies a function with a name, or makes a mask.</summary>
    /// <param name="function">The function.</param>
    /// <param name="outputShape">The shape of a sample of the result, for functions that need values to tell it; null finds it by itself.</param>
    /// <param name="mask">A function that makes the output's mask of the inputs (with their masks); null lets the output have none.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Lambda(
        LambdaFunction function,
        Shape? outputShape = null,
        LambdaFunction? mask = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        this.function = function;
        OutputSampleShape = outputShape;
        Mask = mask;
        SupportsMasking = mask != null;
    }

    /// <summary>The shape of a sample of the result, where it was given.</summary>
    public Shape? OutputSampleShape { get; }

    /// <summary>The function that makes the output's mask.</summary>
    public LambdaFunction? Mask { get; }

    /// <inheritdoc/>
    internal override bool HasMaskArgument => true;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["trainable"] = Trainable, ["dtype"] = Policy(DType), ["function"] = ConfigJson.Write(function) };
        if (OutputSampleShape != null)
        {
            config["output_shape"] = ConfigJson.Write(OutputSampleShape);
        }

        if (Mask != null)
        {
            config["mask"] = ConfigJson.Write(Mask);
        }

        config["arguments"] = new JsonObject();
        return config;
    }

    /// <inheritdoc/>
    protected override Tensors Forward(Tensors inputs, CallContext context)
    {
        if (OutputSampleShape is not { } sample)
        {
            return function.Call(inputs);
        }

        Shape whole = [inputs[0].Shape[0], .. sample.ToArray()];
        if (inputs[0].Device.Kind == DeviceKind.Meta && whole.IsKnown)
        {
            return Symbolic.Shaped(inputs[0], whole);
        }

        Tensors outputs = function.Call(inputs);
        Check.Rank(outputs[0], whole.Rank, $"{this} result", $"as outputShape {sample} says");
        return outputs;
    }

    /// <inheritdoc/>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs) => Mask?.Call(inputs)[0];
}
