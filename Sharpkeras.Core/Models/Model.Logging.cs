using Sharpkeras.Callbacks;

namespace Sharpkeras.Models;

/// <summary>The log of a training.</summary>
public abstract partial class Model
{
    /// <summary>
    /// The folder into which each <c>Fit</c> writes a log for TensorBoard: loss and metrics by epoch, the learning rate, and histograms
    /// of the weights, in the runs <c>train</c> and <c>validation</c>. Null, as at first, when nothing is to be written. Callbacks that are
    /// given to <c>Fit</c> run before.
    /// </summary>
    /// <example><code>model.Logging = "logs/first";</code></example>
    public string? Logging { get; set; }

    /// <summary>The callbacks of a training, with the one that writes the log.</summary>
    private IEnumerable<Callback>? WithLogging(IEnumerable<Callback>? callbacks) =>
        Logging == null ? callbacks : [.. callbacks ?? [], new TensorBoard(Logging, histogramFreq: 1)];
}
