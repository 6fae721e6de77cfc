using System.CommandLine;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Examples.LeNet;

/// <summary>The command line of the trainer.</summary>
internal static class LeNetCommand
{
    public static RootCommand Create()
    {
        Option<int> epochs = new("--epochs") { Description = "How often the training images are gone through.", DefaultValueFactory = _ => 10 };
        Option<int> batchSize = new("--batch-size") { Description = "Images of one step.", DefaultValueFactory = _ => 64 };
        Option<double?> rate = new("--learning-rate") { Description = "The size of Adam's steps; 0.001, or that of the loaded model, when not given." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda:0 or opencl:0; auto is what SHARPKERAS_DEVICE names, or else the best GPU, or else the processor.", DefaultValueFactory = _ => "auto" };
        Option<int?> threads = new("--threads") { Description = "Threads of the CPU; all cores when not given." };
        Option<int> seed = new("--seed") { Description = "Seed of the weights and of the order of the images.", DefaultValueFactory = _ => 1 };
        Option<bool> noShuffle = new("--no-shuffle") { Description = "Keep the images in the order of the file." };
        Option<string?> data = new("--data") { Description = "An mnist.npz, or a folder with the four IDX files; searched when not given." };
        Option<string> save = new("--save") { Description = "Where the model is saved.", DefaultValueFactory = _ => "lenet.h5" };
        Option<string?> load = new("--load") { Description = "A model to go on with, optimizer and all." };
        Option<bool> quiet = new("--quiet") { Description = "Print results only." };
        Option<string?> report = new("--report") { Description = "Where a report is written as JSON." };
        var command = new RootCommand("Trains LeNet on the MNIST digits, evaluates, predicts, and saves the model as a Keras file.")
        {
            epochs, batchSize, rate, device, threads, seed, noShuffle, data, save, load, quiet, report,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new LeNetOptions
            {
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batchSize),
                LearningRate = parsed.GetValue(rate),
                Device = parsed.GetValue(device)!,
                Threads = parsed.GetValue(threads),
                Seed = parsed.GetValue(seed),
                Shuffle = !parsed.GetValue(noShuffle),
                Data = parsed.GetValue(data),
                Save = parsed.GetValue(save)!,
                Load = parsed.GetValue(load),
                Quiet = parsed.GetValue(quiet),
                Report = parsed.GetValue(report),
            };

            // On a thread of its own, so that Ctrl+C is heard while the training runs.
            return Task.Run(() => Run(options, cancellation), CancellationToken.None);
        });
        return command;
    }

    /// <summary>Errors that the user can mend are a line, not a stack trace.</summary>
    private static int Run(LeNetOptions options, CancellationToken cancellation)
    {
        try
        {
            new LeNetJob(options).Run(cancellation);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return 130;
        }
        catch (Exception exception) when (exception is ArgumentException or DeviceException or IOException or InvalidDataException or NotSupportedException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Error: {exception.Message}");
            return 1;
        }
    }
}
