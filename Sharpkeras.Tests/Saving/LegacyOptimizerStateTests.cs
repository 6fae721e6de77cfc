using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>The order of the optimizer's entries in files of Keras and of TF-Keras.</summary>
[OnDevices]
public sealed class LegacyOptimizerStateTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Open() => folder = new TemporaryFolder();

    [TearDown]
    public void Close() => folder.Dispose();

    [Test]
    public void TheLargestSquaresStandAfterAllOthers() => Assert.That(
        Names(Trained(new Adam(amsgrad: true, name: "adam"))),
        Is.EqualTo(new[]
        {
            "adam/iteration",
            "adam/learning_rate",
            "adam/net_a_kernel_momentum",
            "adam/net_a_kernel_velocity",
            "adam/net_b_kernel_momentum",
            "adam/net_b_kernel_velocity",
            "adam/net_a_kernel_velocity_hat",
            "adam/net_b_kernel_velocity_hat",
        }));

    [Test]
    public void ARateOfAScheduleIsNotStored() => Assert.That(
        Names(Trained(new SGD(new ExponentialDecay(0.1, 10, 0.5), name: "sgd"))), Is.EqualTo(new[] { "sgd/iteration" }));

    [Test]
    public void CollectedGradientsCountAsIterationsInFiles()
    {
        Sequential model = Trained(new SGD(0.1, gradientAccumulationSteps: 4, name: "sgd"), epochs: 6);
        Assert.That(model.Optimizer.Iterations, Is.EqualTo(1));
        model.Save(folder.File("a.h5"));
        using H5Reader file = H5Reader.Open(folder.File("a.h5"));
        Assert.That(file.ReadArray("optimizer_weights/sgd/iteration").Span<long>()[0], Is.EqualTo(6));
    }

    /// <summary>TF-Keras up to 2.10 stored all means, then all squares; variables of one shape are told apart by names only.</summary>
    [Test]
    public void StatesThatAreGroupedAsInTfKerasAreFoundByTheirNames()
    {
        Sequential model = Trained(new Adam(name: "adam"));
        Variable[] state = [.. model.Optimizer.State];
        Variable[] grouped = [state[0], state[2], state[1], state[3]];
        string[] names = ["Adam/a/kernel/m:0", "Adam/b/kernel/m:0", "Adam/a/kernel/v:0", "Adam/b/kernel/v:0"];
        CheckState(state, Rewritten(model, [.. names.Zip(grouped)]));
    }

    /// <summary>TF-Keras from 2.11 on stored the states variable by variable.</summary>
    [Test]
    public void StatesThatAreInterleavedAsInTfKerasAreFound()
    {
        Sequential model = Trained(new Adam(name: "adam"));
        string[] names = ["Adam/m/a/kernel:0", "Adam/v/a/kernel:0", "Adam/m/b/kernel:0", "Adam/v/b/kernel:0"];
        CheckState([.. model.Optimizer.State], Rewritten(model, [.. names.Zip(model.Optimizer.State)]));
    }

    private static void CheckState(Variable[] wanted, Model loaded)
    {
        Assert.That(
            loaded.Optimizer.State.Select(state => state.Value.ToArray<float>()),
            Is.EqualTo(wanted.Select(state => state.Value.ToArray<float>())));
        Assert.That(loaded.Optimizer.Iterations, Is.EqualTo(1));
    }

    /// <summary>The model with its optimizer's entries under other names and in another order, without the rate.</summary>
    private Model Rewritten(Model model, (string Name, Variable State)[] entries)
    {
        model.Save(folder.File("a.h5"));
        using H5Reader file = H5Reader.Open(folder.File("a.h5"));
        H5Group root = file.ReadTree();
        root.Children.Remove("optimizer_weights");
        H5Group group = root.Group("optimizer_weights");
        group.Add("Adam/iter:0", HostArray.From<long>([1], Shape.Scalar));
        foreach (var (name, state) in entries)
        {
            group.Add(name, state.Value.ToHost());
        }

        group.SetNames("weight_names", ["Adam/iter:0", .. entries.Select(entry => entry.Name)]);
        H5Writer.Write(folder.File("b.h5"), root);
        return Model.Load(folder.File("b.h5"));
    }

    private string[] Names(Model model)
    {
        model.Save(folder.File("a.h5"));
        using H5Reader file = H5Reader.Open(folder.File("a.h5"));
        return [.. file.Names("optimizer_weights", "weight_names")!];
    }

    /// <summary>Two kernels of one shape.</summary>
    private static Sequential Trained(Optimizer optimizer, int epochs = 1)
    {
        var model = new Sequential(
            [new InputLayer([3]), new Dense(3, useBias: false, name: "a"), new Dense(3, activation: "softmax", useBias: false, name: "b")],
            name: "net");
        SmallModels.Compiled(model, optimizer);
        var (x, y) = SmallModels.Data(8, 3, 3);
        model.Fit(x, y, epochs: epochs, verbosity: Verbosity.Silent);
        return model;
    }
}
