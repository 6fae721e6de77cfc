using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>A model class with its variables by name, built on first use, trained, saved and loaded.</summary>
internal static class ModelChapter
{
    public static void Run(Checks checks, string folder)
    {
        var (x, y) = Rings(400);
        Classifier model = Described(checks, x);
        Trained(checks, model, x, y);
        Saved(checks, model, x, Path.Combine(folder, "classifier.weights.h5"));
        Whole(checks, x, y, Path.Combine(folder, "rings.h5"));
    }

    /// <summary>The model has a name from its class, and its variables when it is called for the first time.</summary>
    private static Classifier Described(Checks checks, Tensor x)
    {
        var model = new Classifier(units: 16, classes: 2);
        checks.That(model.Name == "classifier", $"the model is called {model.Name}, from its class");
        checks.That(new Classifier(4, 2, name: "mine").Name == "mine", "or as it is told");
        checks.That(!model.Built && model.Weights.Count == 0, "it has no variables before it is used");
        Tensor probabilities = model.Call(x);
        checks.That(model.Built, $"it is built on first use, for inputs of {x.Shape[1]} numbers");
        checks.That(probabilities.Shape.Equals([x.Shape[0], 2]), $"its output has the shape {probabilities.Shape}");
        foreach (Variable variable in model.Weights)
        {
            Console.WriteLine($"    {variable}");
        }

        Dictionary<string, Variable> byName = model.Weights.ToDictionary(variable => variable.Path);
        checks.That(byName["classifier/hidden/kernel"].Shape.Equals([2, 16]), "variables are found by their names, in the scope of the model's");
        checks.That(model.GetLayer("output") is Dense { Units: 2 }, "layers are found by their names");
        return model;
    }

    private static void Trained(Checks checks, Classifier model, Tensor x, Tensor y)
    {
        model.Compile(new Adam(0.02), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        model.Summary();
        History history = model.Fit(x, y, batchSize: 32, epochs: 30, verbosity: Verbosity.Silent);
        Evaluation result = model.Evaluate(x, y, verbosity: Verbosity.Silent);
        checks.That(history["loss"][^1] < history["loss"][0] / 2, $"the loss falls from {history["loss"][0]:F3} to {history["loss"][^1]:F3}");
        checks.That(result["accuracy"] > 0.95, $"the accuracy is {result["accuracy"]:F3}, the loss {result.Loss:F3}");
        checks.That(model.Optimizer is Adam && model.Loss!.Name == "sparse_categorical_crossentropy", "optimizer and loss are the model's");
    }

    /// <summary>The variables of a class of one's own are saved and loaded.</summary>
    private static void Saved(Checks checks, Classifier model, Tensor x, string path)
    {
        model.SaveWeights(path);
        var again = new Classifier(units: 16, classes: 2, name: "again");
        again.Call(x);
        checks.That(!Same(model, again, x), "another model of the class predicts otherwise");
        again.LoadWeights(path);
        checks.That(Same(model, again, x), "until it loads the variables; then it predicts the same");
    }

    /// <summary>A Sequential is saved whole, with its optimizer; the outputs of its layers can be looked at.</summary>
    private static void Whole(Checks checks, Tensor x, Tensor y, string path)
    {
        var model = new Sequential([new InputLayer([2]), new Dense(8, activation: "tanh", name: "bend"), new Dense(2, activation: "softmax", name: "choose")], name: "rings");
        checks.That(model.Inputs[0].Shape.Equals([-1, 2]) && model.Outputs[0].Shape.Equals([-1, 2]), $"inputs {model.Inputs[0].Shape}, outputs {model.Outputs[0].Shape}");
        Tensor value = x;
        foreach (Layer layer in model.Layers)
        {
            value = layer.Call(value);
            Tensor activation = new Functional(model.Inputs, layer.Output).Predict(x);
            checks.That(Equal(activation, value), $"the activation of {layer.Name}: {activation.Shape}, from {Ops.Min(value).Item<float>():F3} to {Ops.Max(value).Item<float>():F3}");
        }

        model.Compile(new Adam(0.05), loss: "sparse_categorical_crossentropy");
        model.Fit(x, y, epochs: 5, verbosity: Verbosity.Silent);
        model.Save(path);
        Model again = Model.Load(path);
        checks.That(again.Compiled && again.Optimizer.Iterations == model.Optimizer.Iterations, $"the file has the optimizer after {again.Optimizer.Iterations} steps");
        checks.That(Same(model, again, x), "the loaded model predicts the same");
    }

    /// <summary>Points inside of a circle, and around it.</summary>
    private static (Tensor X, Tensor Y) Rings(int count)
    {
        Tensor x = Ops.Uniform([count, 2], -1, 1, seed: 5);
        return (x, (Ops.Sum(Ops.Square(x), axis: 1) > 0.6).Cast(DType.Int32));
    }

    private static bool Same(Model one, Model other, Tensor x) => Equal(one.Predict(x), other.Predict(x));

    private static bool Equal(Tensor one, Tensor other) => Ops.Max(Ops.Abs(one - other)).Item<float>() < 1e-6f;
}
