using System.Text.Json.Nodes;

namespace Sharpkeras.Tests.Goldens;

/// <summary>The list of names that do not exist yet.</summary>
public sealed class NotYetTests
{
    [Test]
    public void TheListIsSortedAndHasNoNameTwice() =>
        Assert.That(NotYet.Read(), Is.EqualTo(NotYet.Read().Distinct().Order(StringComparer.Ordinal)));

    [Test]
    public void NoListedNameExists()
    {
        string[] existing = NotYet.Read().Where(ProductNames.Exists).ToArray();
        Assert.That(existing, Is.Empty, $"These exist now: take them off Goldens/not-yet.txt: {string.Join(", ", existing)}");
    }

    [TestCase("Dense")]
    [TestCase("Dense.units")]
    [TestCase("Conv2D.padding=same")]
    [TestCase("Adam")]
    [TestCase("SGD.momentum")]
    [TestCase("Sequential")]
    [TestCase("losses.SparseCategoricalCrossentropy")]
    [TestCase("losses.mse")]
    [TestCase("metrics.accuracy")]
    [TestCase("metrics.CategoricalAccuracy")]
    [TestCase("initializers.GlorotUniform")]
    [TestCase("regularizers.L2")]
    [TestCase("activations.relu")]
    [TestCase("ops.argmax")]
    [TestCase("ops.matmul")]
    [TestCase("nn.conv2d")]
    [TestCase("nn.conv2d.padding=VALID")]
    [TestCase("reduce_mean")]
    [TestCase("ops.sum.keepdims")]
    [TestCase("fit.validation_split")]
    [TestCase("compile.metrics")]
    [TestCase("summary.show_trainable")]
    [TestCase("dtype.float32")]
    public void KnowsWhatExists(string name) => Assert.That(ProductNames.Exists(name), Is.True);

    [TestCase("NoSuchLayer")]
    [TestCase("Dense.no_such_argument")]
    [TestCase("Conv2D.padding=no_such_value")]
    [TestCase("losses.NoSuchLoss")]
    [TestCase("losses.no_such_loss")]
    [TestCase("metrics.no_such_metric")]
    [TestCase("callbacks.NoSuchCallback")]
    [TestCase("schedules.NoSuchSchedule")]
    [TestCase("activations.no_such_activation")]
    [TestCase("ops.no_such_operation")]
    [TestCase("ops.sum.no_such_argument")]
    [TestCase("ops.image.no_such_operation")]
    [TestCase("nn.conv2d.padding=no_such_value")]
    [TestCase("fit.no_such_argument")]
    [TestCase("compile.no_such_argument")]
    [TestCase("dtype.no_such_type")]
    public void KnowsWhatDoesNotExist(string name) => Assert.That(ProductNames.Exists(name), Is.False);

    [Test]
    public void ACaseThatNeedsAnUnlistedNameFails()
    {
        JsonObject config = new() { ["units"] = 2, ["activation"] = "no_such", ["no_such_argument"] = 3 };
        JsonObject serialized = new() { ["module"] = "keras.layers", ["class_name"] = "Dense", ["config"] = config };
        string[] missing = [.. ConfigNeeds.Of(serialized).Where(name => !ProductNames.Exists(name))];
        Assert.That(missing, Is.EqualTo(new[] { "activations.no_such", "Dense.no_such_argument" }));
        Assert.That(GoldenRun.Unlisted(missing), Is.EqualTo(missing));
        Assert.That(GoldenRun.Unlisted([.. NotYet.Read(), missing[0]]), Is.EqualTo(new[] { missing[0] }));
    }
}
