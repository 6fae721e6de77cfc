using Sharpkeras.Callbacks;
using Sharpkeras.Models;

namespace Sharpkeras.Tests.Support;

/// <summary>Trains as a whole, and with breaks, each time with other random numbers at the start, and compares all that is left bit by bit.</summary>
/// <param name="make">A compiled model.</param>
/// <param name="fit">Trains it with callbacks, to which it may add.</param>
internal sealed class ResumedTraining(Func<Model> make, Func<Model, IEnumerable<Callback>, History> fit)
{
    private const int Seed = 4;

    /// <summary>How many moments an undisturbed training has.</summary>
    public int Moments()
    {
        var count = new BreakOff(-1);
        Keras.SetRandomSeed(Seed);
        fit(make(), [count]);
        return count.Moments;
    }

    /// <summary>Breaks off once at each of some moments, of which later ones count from where the training was resumed.</summary>
    public void Check(Func<BackupAndRestore?> backup, params int[] breaks)
    {
        Keras.SetRandomSeed(Seed);
        Model whole = make();
        History expected = fit(whole, []);
        int seed = Seed;
        foreach (int moment in breaks)
        {
            Keras.SetRandomSeed(seed++);
            Model broken = make();
            Assert.That(() => fit(broken, With(new BreakOff(moment), backup())), Throws.InstanceOf<OperationCanceledException>());
        }

        Keras.SetRandomSeed(99);
        Model resumed = make();
        History history = fit(resumed, With(backup()));
        string where = $"broken off at {string.Join(", ", breaks)}";
        Assert.That(Lines(history), Is.EqualTo(Lines(expected)), where);
        Assert.That(Bytes(resumed), Is.EqualTo(Bytes(whole)), where);
    }

    private static IEnumerable<Callback> With(params Callback?[] callbacks) => callbacks.OfType<Callback>();

    /// <summary>Weights, the optimizer's state and its numbers.</summary>
    public static byte[][] Bytes(Model model) =>
    [
        .. SmallModels.WeightBytes(model),
        .. model.Optimizer.State.Select(slot => slot.Value.ToHost().Bytes),
        BitConverter.GetBytes(model.Optimizer.Steps),
        BitConverter.GetBytes(model.Optimizer.LearningRate),
    ];

    public static string[] Lines(History history) =>
        [string.Join(' ', history.Epochs), .. history.Names.Order(StringComparer.Ordinal).Select(name => $"{name} {string.Join(' ', history[name].Select(BitConverter.DoubleToInt64Bits))}")];
}
