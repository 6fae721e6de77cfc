using System.Diagnostics;
using System.Globalization;
using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.LeNet;

/// <summary>The whole job: data, model, training, test, one prediction, the file.</summary>
internal sealed class LeNetJob(LeNetOptions options)
{
    private const int Sample = 4444;

    public void Run(CancellationToken cancellation)
    {
        Prepare();
        CheckTarget(options.Save, "--save", ".h5", ".hdf5");
        CheckTarget(options.Report, "--report");
        var (train, test) = Mnist.Load(out string source, options.Data);
        Print($"Device: {Device.Default} ({Describe(Device.Default)})");
        Print($"Data: {source}");

        Sequential model = options.Load == null ? Build() : (Sequential)Model.Load(options.Load);
        if (!model.Compiled)
        {
            model.Compile(new Adam(options.LearningRate ?? 1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        }

        if (options.LearningRate is { } rate)
        {
            model.Optimizer.LearningRate = rate;
        }

        if (!options.Quiet)
        {
            model.Summary();
        }

        var clock = new EpochClock();
        var watch = Stopwatch.StartNew();
        Verbosity verbosity = options.Quiet ? Verbosity.Silent : Verbosity.Auto;
        History history = model.Fit(
            Pad(train.Images),
            train.Labels,
            options.BatchSize,
            options.Epochs,
            verbosity,
            [clock],
            shuffle: options.Shuffle,
            cancellation: cancellation);
        Print($"Time: {watch.Elapsed.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture)} s for {options.Epochs} {(options.Epochs == 1 ? "epoch" : "epochs")}");

        Evaluation result = model.Evaluate(Pad(test.Images), test.Labels, verbosity: Verbosity.Silent, cancellation: cancellation);
        Console.WriteLine($"Test loss: {Number(result.Loss)}, test accuracy: {Number(result["accuracy"])}");
        int digit = Predict(model, test);
        model.Save(options.Save);
        Print($"Saved: {options.Save}");
        if (options.Report != null)
        {
            LeNetReport.Write(options, clock.Seconds, history, result, digit);
        }
    }

    private void Prepare()
    {
        if (!options.Device.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            Device.Default = Device.Parse(options.Device);
        }

        if (options.Threads is { } threads)
        {
            Devices.Parallelism.Threads = threads;
        }

        Keras.SetRandomSeed(options.Seed);
    }

    /// <summary>Nobody wants to hear after ten epochs that the result has no place to go.</summary>
    private static void CheckTarget(string? path, string option, params string[] endings)
    {
        if (path == null)
        {
            return;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new ArgumentException($"{option} — needs the path of a file in a folder that exists. Received '{path}'.");
        }

        if (endings.Length > 0 && !endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            throw new ArgumentException($"{option} — the ending names the format: {string.Join(" or ", endings)}. Received '{path}'.");
        }
    }

    /// <summary>LeCun's network with ReLU and average pooling, on images of 32×32.</summary>
    private static Sequential Build() => new(
        [
            new InputLayer([32, 32, 1]),
            new Conv2D(6, 5, activation: "relu"),
            new AveragePooling2D(2, padding: Padding.Same),
            new Conv2D(16, 5, activation: "relu"),
            new AveragePooling2D(2, padding: Padding.Same),
            new Flatten(),
            new Dense(120, activation: "relu"),
            new Dense(84, activation: "relu"),
            new Dense(10, activation: "softmax"),
        ],
        name: "lenet");

    /// <summary>Two pixels of background on each side, values from 0 to 1, and an axis for the one channel.</summary>
    private static Tensor Pad(Tensor images) => (Padded(images) / 255).Reshape([-1, 32, 32, 1]);

    /// <summary>A method of its own, so that the padded bytes are forgotten before the division needs room.</summary>
    private static Tensor Padded(Tensor images) => Ops.Pad(images, [(0, 0), (2, 2), (2, 2)]).Cast(DType.Float32);

    private int Predict(Sequential model, LabelledImages test)
    {
        Tensor image = test.Images[Sample..(Sample + 1)];
        int digit = Ops.ArgMax(model.Predict(Pad(image))).Item<int>();
        if (!options.Quiet)
        {
            Console.WriteLine(DigitPicture.Of(image));
        }

        Console.WriteLine($"Test image {Sample}: predicted {digit}, is {test.Labels[Sample].Item<int>()}");
        return digit;
    }

    /// <summary>What the device is: the driver's name for it, or how many threads of the processor there are.</summary>
    private static string Describe(Device device) => device == Device.Cpu
        ? $"{Devices.Parallelism.Threads} threads"
        : Device.All.First(info => info.Device == device).Name;

    private void Print(string line)
    {
        if (!options.Quiet)
        {
            Console.WriteLine(line);
        }
    }

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
