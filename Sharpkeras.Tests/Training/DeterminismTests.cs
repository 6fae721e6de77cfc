using Sharpkeras.Devices;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Training;

/// <summary>The same seed and program give the same bits, on the processor whatever the number of threads.</summary>
[OnDevices]
[NonParallelizable]
public sealed class DeterminismTests
{
    private int threads;

    [SetUp]
    public void Remember() => threads = Parallelism.Threads;

    [TearDown]
    public void Restore() => Parallelism.Threads = threads;

    [Test]
    public void ASmallNetworkIsBitEqualOnOneTwoAndFourThreads()
    {
        var (x, y) = SmallModels.Data(70, 5, 9, 8, 2);
        CheckThreads(SmallModels.Cnn, x, y, epochs: 3);
    }

    [Test]
    public void LeNetIsBitEqualOnOneTwoAndFourThreads()
    {
        var (x, y) = MnistData.Train(400);
        CheckThreads(() => SmallModels.LeNet(), x, y, epochs: 2);
    }

    [Test]
    public void AnotherSeedGivesOtherWeights()
    {
        var (x, y) = SmallModels.Data(20, 5, 9, 8, 2);
        Assert.That(Train(SmallModels.Cnn, x, y, 1, seed: 1), Is.Not.EqualTo(Train(SmallModels.Cnn, x, y, 1, seed: 2)));
    }

    private static void CheckThreads(Func<Sequential> make, Tensor x, Tensor y, int epochs)
    {
        byte[][] first = At(1);
        Assert.That(At(1), Is.EqualTo(first), "the same number of threads");
        if (Device.Default != Device.Cpu)
        {
            return; // other devices share their work out themselves
        }

        Assert.That(At(2), Is.EqualTo(first), "two threads");
        Assert.That(At(4), Is.EqualTo(first), "four threads");

        byte[][] At(int number)
        {
            Parallelism.Threads = number;
            return Train(make, x, y, epochs, seed: 5);
        }
    }

    private static byte[][] Train(Func<Sequential> make, Tensor x, Tensor y, int epochs, int seed)
    {
        Keras.SetRandomSeed(seed);
        Sequential model = SmallModels.Compiled(make());
        model.Fit(x, y, batchSize: 32, epochs: epochs, verbosity: Verbosity.Silent);
        return SmallModels.WeightBytes(model);
    }
}
