using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

/// <summary>The training on a large file that runs in a process of its own, whose memory tells what it needs.</summary>
internal static class LargeFileTraining
{
    public const string Verb = "train-csv";

    /// <summary>Starts the process and waits for its end.</summary>
    /// <returns>The exit status, and what it wrote.</returns>
    public static (int Status, string Output) Start(string path)
    {
        return Programs.Run(Programs.Dotnet, [typeof(LargeFileTraining).Assembly.Location, Verb, path]);
    }

    /// <summary>Trains, and writes the loss and the most memory that the process had resident, in bytes.</summary>
    public static void Run(string path)
    {
        Keras.SetRandomSeed(1);
        Device.Default = Device.Cpu;
        var model = new Sequential([new InputLayer([16]), new Dense(8, activation: "relu"), new Dense(1)]);
        model.Compile(new SGD(0.01), loss: "mse");
        Dataset<Element> data = CsvFile.Stream(path, label: "y").Shuffle(2000, seed: 1).Batch(2048).Prefetch(2);
        History history = model.Fit(data, verbosity: Verbosity.Silent);
        using Process own = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{history["loss"][0]} {own.PeakWorkingSet64}"));
    }
}
