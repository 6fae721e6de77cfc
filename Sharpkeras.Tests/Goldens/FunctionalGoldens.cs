using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>The golden models that are graphs, wired in code: Keras's weights of each form give its outputs and losses.</summary>
[OnDevices]
public sealed class FunctionalGoldens
{
    private const double Tolerance = 2e-5;

    /// <summary>That of <see cref="ModelGoldens"/> for models of sequences, whose errors add up over the steps.</summary>
    private const double SequenceTolerance = 1e-4;

    private static readonly string[] Forms = ["weights.h5", "h5", "keras"];

    [TestCaseSource(nameof(Forms))]
    public void TwoInputsAndTwoOutputs(string form) => Check("functional_multi", form, TwoInTwoOut);

    [TestCaseSource(nameof(Forms))]
    public void AModelInside(string form) => Check("nested", form, Nested);

    [TestCaseSource(nameof(Forms))]
    public void ABlockOfATransformer(string form) => Check("transformer", form, Transformer, SequenceTolerance);

    private static void Check(string name, string form, Func<Model> build, double tolerance = Tolerance)
    {
        GoldenArrays arrays = GoldenFolder.Arrays("models", name + ".npz");
        Tensors x = ModelGoldens.Of(arrays.Numbered("x"));
        Tensors target = ModelGoldens.Of(arrays.Numbered("t"));
        Model model = build();
        model.LoadWeights(ModelFiles.At(name, form));
        ModelGoldens.CheckPredictions("", model, x, arrays, tolerance);
        ModelGoldens.CheckSteps("losses", model, x, target, arrays, tolerance);
        ModelGoldens.CheckPredictions("_trained", model, x, arrays, tolerance);
        Model trained = build();
        trained.LoadWeights(ModelFiles.At(name + "_trained", form));
        ModelGoldens.CheckPredictions("_trained", trained, x, arrays, tolerance);
        if (form != "h5")
        {
            // Weights of a legacy file come without the optimizer's state, as in Keras; ModelGoldens resumes the whole file.
            ModelGoldens.CheckSteps("losses_resumed", trained, x, target, arrays, tolerance);
        }
    }

    private static Functional TwoInTwoOut()
    {
        Tensor image = Keras.Input([8, 8, 2], name: "image");
        Tensor table = Keras.Input([5], name: "table");
        Tensor first = new Conv2D(4, 3, padding: Padding.Same, activation: "relu").Call(image);
        Tensor second = new Conv2D(4, 3, padding: Padding.Same).Call(first);
        Tensor seen = new GlobalMaxPooling2D().Call(new ReLU().Call(new Add().Call([second, first])));
        var shared = new Dense(4, activation: "relu");
        Tensor both = new Concatenate().Call([shared.Call(seen), shared.Call(new Dense(4).Call(table))]);
        var model = new Functional(
            (Tensor[])[image, table],
            (Tensor[])[new Dense(3, activation: "softmax", name: "cls").Call(both), new Dense(1, name: "reg").Call(both)]);
        model.Compile(
            new AdamW(0.01),
            loss: new Dictionary<string, string> { ["cls"] = "categorical_crossentropy", ["reg"] = "mse" },
            lossWeights: new Dictionary<string, double> { ["cls"] = 1, ["reg"] = 0.5 });
        return model;
    }

    private static Functional Nested()
    {
        var inner = new Sequential([new InputLayer([4]), new Dense(5, activation: "relu"), new Dense(3)], name: "inner");
        Tensor input = Keras.Input([4]);
        Tensor sum = new Add().Call([inner.Call(input), new Dense(3).Call(input)]);
        var model = new Functional(input, new Dense(2).Call(sum));
        model.Compile(new Adam(0.001), loss: "mae");
        return model;
    }

    private static Functional Transformer()
    {
        Tensor input = Keras.Input([6, 8]);
        Tensor attended = new MultiHeadAttention(2, 4).Call(input, input);
        Tensor x = new LayerNormalization().Call(new Add().Call([input, attended]));
        Tensor y = new Dense(8).Call(new Dense(16, activation: "gelu").Call(x));
        y = new LayerNormalization().Call(new Add().Call([x, y]));
        var model = new Functional(input, new Dense(2).Call(new GlobalAveragePooling1D().Call(y)));
        model.Compile(new Adam(new ExponentialDecay(0.01, 10, 0.9)), loss: new SparseCategoricalCrossentropy(fromLogits: true));
        return model;
    }
}
