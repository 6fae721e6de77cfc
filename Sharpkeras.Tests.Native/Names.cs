using Sharpkeras.Activations;
using Sharpkeras.Examples;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Metrics;
using Sharpkeras.Models;

namespace Sharpkeras.Tests.Native;

/// <summary>What is found by a name alone: activations, losses, metrics, operations in files of models.</summary>
internal static class Names
{
    public static void Run(Checks checks)
    {
        Tensor x = Ops.Reshape((Ops.Arange(24).Cast(DType.Float32) / 6) - 2, [4, 6]);
        foreach (string name in ActivationRegistry.Names.Where(name => name != "threshold").Order(StringComparer.Ordinal))
        {
            checks.That(true, $"{name}: {Bits.Of(ActivationFunction.Get(name).Call(x))}");
        }

        foreach (string name in LossNames.Names.Except(["crossentropy", "ce"]).Order(StringComparer.Ordinal))
        {
            checks.That(LossNames.Get(name) != null, $"loss {name}");
        }

        Fused(checks, x);
        Operations(checks, x);
        Array array = Ops.Reshape(x, [2, 2, 2, 3]).ToArray();
        checks.That(array is float[,,,] { Length: 24 }, $"an array of rank {array.Rank}");
    }

    /// <summary>Each activation at the end of a product, forward and with its gradient.</summary>
    private static void Fused(Checks checks, Tensor x)
    {
        foreach (string name in (string[])["relu", "relu6", "tanh", "sigmoid", "elu", "selu", "gelu", "silu", "softplus", "exponential", "hard_sigmoid", "mish"])
        {
            Keras.SetRandomSeed(3);
            var model = new Sequential([new InputLayer([6]), new Dense(8, activation: name), new Dense(1)]);
            model.Compile("adam", loss: "mse", metrics: ["mae"]);
            model.TrainOnBatch(x, Ops.Ones([4, 1]));
            checks.That(true, $"dense with {name}: {Bits.Of(model.Predict(x))}");
        }
    }

    private static void Operations(Checks checks, Tensor x)
    {
        Tensor input = Keras.Input([6]);
        Tensor output = Ops.Concatenate([Ops.Relu(input) + Ops.Exp(-input), Ops.Maximum(input * 2, input + 0.5), Ops.Square(input)], axis: -1);
        var model = new Functional(input, Ops.Sum(output, -1, keepDims: true), name: "operations");
        string json = model.ToJson();
        Model again = Model.FromJson(json);
        checks.That(again.ToJson() == json && Bits.Of(again.Predict(x)) == Bits.Of(model.Predict(x)), json);
    }
}
