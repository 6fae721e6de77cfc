using System.Diagnostics;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Summaries;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Writes a log for TensorBoard, in the runs <c>train</c> and <c>validation</c>: loss and metrics by epoch (<c>epoch_loss</c>) and by step
/// (<c>batch_loss</c>), the learning rate, histograms of the weights (<c>sequential/dense/kernel/histogram</c>) and the weights as pictures, the model's
/// layers as a graph and as a text. Look at it with <c>tensorboard --logdir logs</c>.
/// </summary>
/// <example><code>model.Fit(x, y, epochs: 5, callbacks: [new TensorBoard("logs", histogramFreq: 1)]);</code></example>
public sealed class TensorBoard : Callback, IDisposable
{
    private readonly Stopwatch epochWatch = new();
    private readonly Stopwatch batchWatch = new();
    private SummaryWriter? train;
    private SummaryWriter? validation;
    private bool training;
    private long step;
    private long stepsBefore;

    /// <summary>A callback that writes a log.</summary>
    /// <param name="logDir">The folder, in which the runs have folders of their own; one for each training keeps their curves apart.</param>
    /// <param name="histogramFreq">The epochs from one histogram of the weights to the next; 0 for none.</param>
    /// <param name="writeGraph">Whether the model is written, as a graph of its layers and as a text.</param>
    /// <param name="writeImages">Whether the weights are written as pictures too, with the histograms; values from 0 to 1 show.</param>
    /// <param name="writeStepsPerSecond">Whether the speed is written, by epoch, and by step where <paramref name="updateFreq"/> asks for steps.</param>
    /// <param name="updateFreq">When loss and metrics are written: <c>"epoch"</c>, <c>"batch"</c> or a number of steps. Each time waits for the device.</param>
    /// <exception cref="ArgumentException">The folder's name is empty, or the number of epochs is negative.</exception>
    public TensorBoard(
        string logDir = "logs",
        int histogramFreq = 0,
        bool writeGraph = true,
        bool writeImages = false,
        bool writeStepsPerSecond = false,
        UpdateFrequency updateFreq = default)
    {
        LogDir = logDir.Length > 0
            ? logDir
            : throw new ArgumentException("TensorBoard — logDir must not be empty. Received ''; name a folder.", nameof(logDir));
        HistogramFreq = Check.NotNegative(histogramFreq, nameof(histogramFreq), nameof(TensorBoard));
        WriteGraph = writeGraph;
        WriteImages = writeImages;
        WriteStepsPerSecond = writeStepsPerSecond;
        UpdateFreq = updateFreq;
    }

    /// <summary>The folder.</summary>
    public string LogDir { get; }

    /// <summary>The epochs from one histogram of the weights to the next; 0 for none.</summary>
    public int HistogramFreq { get; }

    /// <summary>Whether the model is written.</summary>
    public bool WriteGraph { get; }

    /// <summary>Whether the weights are written as pictures too.</summary>
    public bool WriteImages { get; }

    /// <summary>Whether the speed is written.</summary>
    public bool WriteStepsPerSecond { get; }

    /// <summary>When loss and metrics are written.</summary>
    public UpdateFrequency UpdateFreq { get; }

    private SummaryWriter Train => train ??= new SummaryWriter(Path.Combine(LogDir, "train"));

    private SummaryWriter Validation => validation ??= new SummaryWriter(Path.Combine(LogDir, "validation"));

    /// <inheritdoc/>
    /// <exception cref="EventFileException">The folder cannot be written to.</exception>
    public override void OnTrainBegin()
    {
        Dispose();
        training = true;
        step = 0;
        if (WriteGraph)
        {
            WriteModel();
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs) => Dispose();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        stepsBefore = Model.Optimizer.Steps;
        epochWatch.Restart();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch)
    {
        step++;
        batchWatch.Restart();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, StepResult result)
    {
        if (UpdateFreq.Batches is not { } every || step % every != 0)
        {
            return;
        }

        if (WriteStepsPerSecond)
        {
            Train.Scalar("batch_steps_per_second", 1 / batchWatch.Elapsed.TotalSeconds, step);
        }

        foreach (var (name, value) in result.Read())
        {
            Train.Scalar("batch_" + name, value, step);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        WriteEpoch(epoch, logs);
        if (HistogramFreq > 0 && epoch % HistogramFreq == 0)
        {
            foreach (Variable weight in Model.Layers.SelectMany(layer => layer.Weights))
            {
                WriteWeight(weight, epoch);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnTestEnd(IReadOnlyDictionary<string, double> logs)
    {
        foreach (var (name, value) in logs)
        {
            Validation.Scalar($"evaluation_{name}_vs_iterations", value, Model.Optimizer.Steps);
        }

        if (!training)
        {
            Dispose();
        }
    }

    /// <summary>Closes the files; a later training begins new ones.</summary>
    public void Dispose()
    {
        train?.Dispose();
        validation?.Dispose();
        train = validation = null;
        training = false;
    }

    private void WriteEpoch(int epoch, IDictionary<string, double> logs)
    {
        const string Prefix = "val_";
        foreach (var (name, value) in logs)
        {
            bool own = !name.StartsWith(Prefix, StringComparison.Ordinal);
            (own ? Train : Validation).Scalar("epoch_" + (own ? name : name[Prefix.Length..]), value, epoch);
        }

        Train.Scalar("epoch_learning_rate", Model.Optimizer.LearningRate, epoch);
        if (WriteStepsPerSecond)
        {
            Train.Scalar("epoch_steps_per_second", (Model.Optimizer.Steps - stepsBefore) / epochWatch.Elapsed.TotalSeconds, epoch);
        }
    }

    /// <summary>Keras's config, which TensorBoard draws, for models that are made of a config; and the table of the layers for all.</summary>
    private void WriteModel()
    {
        try
        {
            if (Model.Module != null)
            {
                Train.KerasModel("keras", PythonJson.Write(ConfigJson.Serialize(Model)), 0);
            }
        }
        catch (ArgumentException error)
        {
            // As in Keras a model without a config is trained all the same.
            Log.Warn($"TensorBoard — the model's graph is left out of the log: {error.Message}");
        }

        string table = string.Join('\n', Summary.Of(Model, new SummaryOptions(80, null, ExpandNested: true, ShowTrainable: false, null)).TrimEnd().Split('\n').Select(line => "    " + line));
        Train.Text("model", table, 0);
    }

    private void WriteWeight(Variable weight, int epoch)
    {
        string tag = weight.Path.Replace(':', '_');
        Train.Histogram(tag + "/histogram", weight, epoch);
        if (WriteImages && WeightImages.Of(weight) is { } images)
        {
            Train.Image(tag + "/image", images, epoch);
        }
    }
}
