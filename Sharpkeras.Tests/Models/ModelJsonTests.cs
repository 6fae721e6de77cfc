using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Structures as JSON, in Keras's words; and compilations that files tell in various ways.</summary>
public sealed partial class ModelJsonTests
{
    private readonly List<string> warnings = [];

    [SetUp]
    public void Listen()
    {
        warnings.Clear();
        Log.Warning += warnings.Add;
    }

    [TearDown]
    public void Leave() => Log.Warning -= warnings.Add;

    /// <summary><c>to_json</c> is what an archive holds, without the ids of shared objects.</summary>
    [TestCase("lenet")]
    [TestCase("mlp_sgd_l2")]
    [TestCase("cnn_bn_rmsprop")]
    [TestCase("decoder")]
    [TestCase("preprocessing")]
    public void TheTextIsThatOfKeras(string name)
    {
        string text = SharedId().Replace(ModelFiles.ArchiveText(ModelFiles.At(name, "keras"), "config.json"), "");
        Model model = Model.FromJson(text);
        Assert.That(model.ToJson(), Is.EqualTo(text));
        Assert.That(model.Compiled, Is.EqualTo(name != "preprocessing"));
    }

    [Test]
    public void AStructureComesBackWithFreshWeights()
    {
        Sequential model = SmallModels.Cnn();
        Model again = Model.FromJson(model.ToJson());
        Assert.That(again.ToJson(), Is.EqualTo(model.ToJson()));
        Assert.That(again.Weights.Select(weight => weight.Shape), Is.EqualTo(model.Weights.Select(weight => weight.Shape)));
        again.SetWeights(model.GetWeights());
        var (x, _) = SmallModels.Data(4, 5, 9, 8, 2);
        Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()));
    }

    /// <summary>As TF-Keras 2 and older versions wrote structures: shapes with the input or the first layer, bare lists of layers, short initializers.</summary>
    [TestCase("""{"class_name": "Sequential", "config": {"name": "m", "layers": [{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 6], "dtype": "float32", "sparse": false, "ragged": false, "name": "i"}}, DENSE]}}""")]
    [TestCase("""{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "d", "trainable": true, "batch_input_shape": [null, 6], "dtype": "float32", "units": 3, "activation": "relu", "use_bias": true, "kernel_initializer": "glorot_uniform", "bias_initializer": {"class_name": "Zeros", "config": {}}}}]}""")]
    [TestCase("""{"class_name": "Sequential", "config": {"name": "m", "layers": [DENSE], "build_input_shape": {"class_name": "__tuple__", "items": [null, 6]}}}""")]
    public void OlderFormsAreRead(string text)
    {
        const string Dense = """{"class_name": "Dense", "config": {"name": "d", "trainable": true, "dtype": {"class_name": "Policy", "config": {"name": "float32"}}, "units": 3, "activation": "relu", "use_bias": true, "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": null}}, "bias_initializer": {"class_name": "Zeros", "config": {}}, "kernel_regularizer": null}}""";
        Model model = Model.FromJson(text.Replace("DENSE", Dense, StringComparison.Ordinal));
        Assert.That(model.Weights.Select(weight => weight.Shape), Is.EqualTo(new Shape[] { [6, 3], [3] }));
        Assert.That(model.Layers[0].Name, Is.EqualTo("d"));
    }

    [TestCase("", "no JSON")]
    [TestCase("[1]", "no JSON")]
    [TestCase("{}", "class_name")]
    [TestCase("{\"class_name\": \"Dense\", \"config\": {\"units\": 3}}", "Dense")]
    public void WhatIsNoModelIsRefused(string text, string message) =>
        Assert.That(() => Model.FromJson(text), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void AModelOfOnesOwnComesBackWhenItIsRegistered()
    {
        KerasRegistry.Register<Two>();
        using var folder = new TemporaryFolder();
        var model = new Two(5);
        model.Compile("adam", "mse");
        Tensor x = Ops.Ones([4, 6]);
        model.TrainOnBatch(x, Ops.Zeros([4, 5]));
        model.Save(folder.File("two.keras"));
        var again = (Two)Model.Load(folder.File("two.keras"));
        Assert.That(again.Units, Is.EqualTo(5));
        Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()));
        model.ResetMetrics();
        Assert.That(again.TrainOnBatch(x, Ops.Zeros([4, 5])).Loss, Is.EqualTo(model.TrainOnBatch(x, Ops.Zeros([4, 5])).Loss));
        Assert.That(() => model.Save(folder.File("two.h5")), Throws.ArgumentException.With.Message.Contains(".keras"));
    }

    /// <summary>A layer at two places is one layer with an id, and one again after loading.</summary>
    [Test]
    public void ALayerThatIsUsedTwiceStaysOne()
    {
        using var folder = new TemporaryFolder();
        var shared = new Dense(6, name: "shared");
        var model = new Sequential([new InputLayer([4, 6]), new TimeDistributed(shared), shared]);
        model.Save(folder.File("a.keras"));
        Model again = Model.Load(folder.File("a.keras"));
        Assert.That(again.Weights, Has.Count.EqualTo(2));
        Assert.That(((TimeDistributed)again.Layers[0]).Layer, Is.SameAs(again.Layers[1]));
        Tensor x = Ops.Ones([2, 4, 6]);
        Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()));
    }

    [Test]
    public void AnOptimizerThatIsMissingIsRmsprop()
    {
        Model model = WithCompilation("""{"loss": "mse", "metrics": ["mae"]}""");
        Assert.That(model.Optimizer, Is.InstanceOf<RMSprop>());
        Assert.That(warnings, Has.One.Contains("RMSprop"));
    }

    [TestCase("""{"optimizer": "sgd", "loss": "mse", "loss_weights": null, "metrics": null}""")]
    [TestCase("""{"optimizer": {"class_name": "SGD", "config": {"lr": 0.5}}, "loss": {"class_name": "function", "config": "mse"}, "metrics": {"class_name": "__tuple__", "items": ["mae"]}}""")]
    [TestCase("""{"optimizer": {"module": "tf_keras.optimizers", "class_name": "Custom>SGD", "config": {}}, "loss": ["mse"], "metrics": [["mae"]], "auto_scale_loss": true}""")]
    public void CompilationsAreToldInVariousWays(string text)
    {
        Model model = WithCompilation(text);
        Assert.That(model.Optimizer, Is.InstanceOf<SGD>());
        Assert.That(warnings, Is.Empty);
        model.TrainOnBatch(Ops.Ones([2, 6]), Ops.Ones([2, 3]));
    }

    [TestCase("""{"optimizer": "sgd", "loss": "no_such_loss"}""", "no_such_loss")]
    [TestCase("""{"optimizer": 3, "loss": "mse"}""", "without its compilation")]
    [TestCase("""{"optimizer": {"class_name": "NoSuch", "config": {}}, "loss": "mse"}""", "NoSuch")]
    public void WhatCannotBeCompiledIsLeftOutWithAWarning(string text, string message)
    {
        Assert.That(WithCompilation(text).Compiled, Is.False);
        Assert.That(warnings, Has.One.Contains(message));
    }

    [TestCase("{}")]
    [TestCase("null")]
    public void AModelThatWasNotCompiledIsNot(string text)
    {
        Assert.That(WithCompilation(text).Compiled, Is.False);
        Assert.That(warnings, Is.Empty);
    }

    private static Model WithCompilation(string text)
    {
        string json = SmallModels.Mlp().ToJson();
        Assert.That(json, Does.EndWith("\"compile_config\": {}}"));
        return Model.FromJson(json[..^"{}}".Length] + text + "}");
    }

    [GeneratedRegex(", \"shared_object_id\": [0-9]+")]
    private static partial Regex SharedId();

    /// <summary>A model with its layers in fields.</summary>
    private sealed class Two(int units) : Model
    {
        private readonly Dense hidden = new(4, activation: "tanh");
        private readonly Dense output = new(units);

        public int Units { get; } = units;

        protected override Tensor Forward(Tensor input, CallContext context) => output.Call(hidden.Call(input, context), context);
    }
}
