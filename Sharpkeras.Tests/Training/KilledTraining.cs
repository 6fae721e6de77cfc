using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Sharpkeras.Callbacks;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Training;

/// <summary>
/// The training that runs in a process of its own: a LeNet with dropout on a part of MNIST. It reports each step and, when it is to stop in the
/// middle of a save, that moment; at the end it leaves a file with all bits of what it came to.
/// </summary>
/// <param name="Folder">Where <c>data</c> lies beside it, and backups and the result go.</param>
/// <param name="Seed">The seed of the process.</param>
/// <param name="SaveFreq">The steps from backup to backup; 0 for none.</param>
/// <param name="Double">Whether two backups are kept.</param>
/// <param name="PauseSave">The number of the save, from 1, in which it stops; 0 for none.</param>
/// <param name="PauseByte">After how many written bytes.</param>
internal sealed record KilledTraining(string Folder, int Seed, int SaveFreq, bool Double = false, int PauseSave = 0, long PauseByte = 0)
{
    public const string Verb = "train";
    public const string Step = "step";
    public const string Saving = "saving";

    private const int Samples = 144;

    public string BackupDir => Path.Combine(Folder, "backup");

    public string Result => Path.Combine(Folder, "result");

    /// <summary>Writes the data that the process reads, which is quicker than looking for the digits in the whole of MNIST.</summary>
    public static void WriteData(string path)
    {
        var (x, y) = MnistData.Train(Samples);
        File.WriteAllBytes(path, [.. MemoryMarshal.AsBytes<float>(x.ToArray<float>()), .. y.ToArray<byte>()]);
    }

    public static KilledTraining Parse(string[] arguments) => new(
        arguments[0], Number(arguments[1]), Number(arguments[2]), Number(arguments[3]) != 0, Number(arguments[4]), Number(arguments[5]));

    public string[] Arguments() =>
        [Verb, Folder, .. new[] { Seed, SaveFreq, Double ? 1 : 0, PauseSave, PauseByte }.Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public void Run()
    {
        Device.Default = Device.Cpu;
        Keras.SetRandomSeed(Seed);
        var (x, y) = ReadData();
        Sequential model = LeNet();
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        List<Callback> callbacks = [new LearningRateScheduler((_, rate) => rate * 0.9), new LambdaCallback(onTrainBatchEnd: (_, _) => Say(Step))];
        if (SaveFreq > 0)
        {
            int saves = 0;
            callbacks.Add(new BackupAndRestore(BackupDir, SaveFreq, Double)
            {
                WrittenThrough = stream => ++saves == PauseSave ? new PausingStream(stream, PauseByte, () => Say(Saving)) : stream,
            });
        }

        History history = model.Fit(
            x, y, batchSize: 16, epochs: 4, validationData: (x[..32], y[..32]), verbosity: Verbosity.Silent, callbacks: callbacks);
        byte[] bits = [.. Encoding.UTF8.GetBytes(string.Join('\n', ResumedTraining.Lines(history))), .. ResumedTraining.Bytes(model).SelectMany(bytes => bytes)];
        AtomicFile.Write(Result, stream => stream.Write(bits));
    }

    private static Sequential LeNet() => new([
        new InputLayer([32, 32, 1]),
        new Conv2D(6, 5, activation: "relu"),
        new AveragePooling2D(2, padding: Padding.Same),
        new Conv2D(16, 5, activation: "relu"),
        new AveragePooling2D(2, padding: Padding.Same),
        new Flatten(),
        new Dense(120, activation: "relu"),
        new Dropout(0.4),
        new Dense(84, activation: "relu"),
        new Dense(10, activation: "softmax"),
    ]);

    private (Tensor X, Tensor Y) ReadData()
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Folder)!, "data"));
        int images = Samples * 32 * 32 * sizeof(float);
        return (Tensor.FromSpan(MemoryMarshal.Cast<byte, float>(bytes[..images]), [Samples, 32, 32, 1]), Tensor.FromSpan(bytes[images..], [Samples]));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Say(string what)
    {
        Console.Out.WriteLine(what);
        Console.Out.Flush();
    }
}
