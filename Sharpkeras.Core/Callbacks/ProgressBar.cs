using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Shows how far a run is: a bar with steps, time left, time a step and metrics on a terminal; one plain line an epoch elsewhere.
/// </summary>
/// <param name="verbosity">The form; automatic chooses by the kind of output.</param>
public sealed class ProgressBar(Verbosity verbosity = Verbosity.Auto) : Callback
{
    private const int Width = 20;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch watch = new();
    private TimeSpan lastShown;
    private int lastLength;
    private int done;
    private int known;
    private bool training;

    /// <summary>The form.</summary>
    public Verbosity Verbosity { get; } = verbosity;

    /// <summary>Where callbacks write that were given no other place: the one use of the console in a training.</summary>
    internal static TextWriter Terminal => Console.Out;

    private bool IsBar => Verbosity == Verbosity.Bar || (Verbosity == Verbosity.Auto && Output == null && !Console.IsOutputRedirected);

    /// <summary>The steps that there will be; 0 before the end of the first epoch on data of unknown length.</summary>
    private int Total => Params.Steps > 0 ? Params.Steps : known;

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        training = true;
        known = 0;
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs) => training = false;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        Writer.WriteLine($"Epoch {Text.Of(epoch + 1)}/{Text.Of(Params.Epochs)}");
        Start();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, StepResult result) => Show(batch + 1, result);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Finish(logs);

    /// <inheritdoc/>
    public override void OnTestBegin()
    {
        if (!training)
        {
            Start();
        }
    }

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, StepResult result)
    {
        if (!training)
        {
            Show(batch + 1, result);
        }
    }

    /// <inheritdoc/>
    public override void OnTestEnd(IReadOnlyDictionary<string, double> logs)
    {
        if (!training)
        {
            Finish(logs);
        }
    }

    private void Start()
    {
        lastShown = TimeSpan.Zero;
        lastLength = 0;
        done = 0;
        watch.Restart();
    }

    private void Show(int steps, StepResult result)
    {
        done = steps;
        if (!IsBar || done == Total || watch.Elapsed - lastShown < Refresh)
        {
            return;
        }

        lastShown = watch.Elapsed;
        TimeSpan time = Total > 0 ? watch.Elapsed * ((double)(Total - done) / done) : watch.Elapsed;
        Rewrite($"{Steps()}{Bar()} {Duration(time)} {PerStep(watch.Elapsed / done)}/step{Metrics(result.Read())}");
    }

    private void Finish(IEnumerable<KeyValuePair<string, double>> logs)
    {
        if (Params.Steps > 0)
        {
            done = Params.Steps;
        }
        else
        {
            known = done;
        }

        TimeSpan perStep = watch.Elapsed / Math.Max(1, done);
        if (IsBar)
        {
            Rewrite($"{Steps()}{Bar()} {Duration(watch.Elapsed)} {PerStep(perStep)}/step{Metrics(logs)}");
            Writer.WriteLine();
        }
        else
        {
            Writer.WriteLine($"{Steps()} - {Duration(watch.Elapsed)} - {PerStep(perStep)}/step{Metrics(logs)}");
        }
    }

    /// <summary>Overwrites the line; blanks cover what was longer before.</summary>
    private void Rewrite(string line)
    {
        Writer.Write('\r' + line.PadRight(lastLength));
        Writer.Flush();
        lastLength = line.Length;
    }

    private string Steps()
    {
        string all = Total > 0 ? Text.Of(Total) : "Unknown";
        return (Total > 0 ? Text.Of(done).PadLeft(all.Length) : Text.Of(done)) + "/" + all;
    }

    /// <summary>How much is done of what is known.</summary>
    private string Bar()
    {
        if (Total == 0)
        {
            return "";
        }

        int filled = (int)Math.Min(Width, (long)done * Width / Total);
        return " " + new string('━', filled) + new string('─', Width - filled);
    }

    private static string Metrics(IEnumerable<KeyValuePair<string, double>> logs)
    {
        var builder = new StringBuilder();
        foreach (var (name, value) in logs)
        {
            string format = Math.Abs(value) is > 1e-3 or 0 ? "F4" : "0.0000e+00";
            builder.Append(" - ").Append(name).Append(": ").Append(value.ToString(format, CultureInfo.InvariantCulture));
        }

        return builder.ToString();
    }

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? $"{(int)time.TotalHours}:{time:mm\\:ss}"
        : time.TotalMinutes >= 1 ? time.ToString("m\\:ss", CultureInfo.InvariantCulture) : $"{Text.Of((int)time.TotalSeconds)}s";

    private static string PerStep(TimeSpan time) => time.TotalSeconds >= 1
        ? time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + "s"
        : time.TotalMilliseconds >= 10
            ? time.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture) + "ms"
            : time.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture) + "ms";
}
