using System.Globalization;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Summaries;

/// <summary>
/// Writes a log that TensorBoard shows: numbers, histograms, pictures and texts by step. Each record is in the file when the call returns,
/// so that the log can be read while it grows, and a program that is killed leaves whole records. Calls from several threads are safe.
/// </summary>
/// <example>
/// <code>
/// using var writer = new SummaryWriter("logs/own");
/// for (int step = 0; step &lt; 100; step++)
/// {
///     writer.Scalar("loss", 1.0 / (step + 1), step);
/// }
/// </code>
/// </example>
public sealed class SummaryWriter : IDisposable
{
    private static int files;

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private RecordWriter? records;

    /// <summary>Begins a new file in a run's folder, which is made when it is missing. TensorBoard shows each folder as a run.</summary>
    /// <param name="logDir">The folder, such as <c>logs/train</c>.</param>
    /// <exception cref="EventFileException">The folder or the file cannot be made.</exception>
    public SummaryWriter(string logDir)
        : this(logDir, TimeProvider.System)
    {
    }

    internal SummaryWriter(string logDir, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(logDir);
        this.clock = clock;
        LogDir = logDir;
        (FileStream stream, Path) = Create(logDir);
        Begin(stream, Path);
    }

    /// <summary>A log in a stream.</summary>
    internal SummaryWriter(Stream stream, string name, TimeProvider clock)
    {
        this.clock = clock;
        (LogDir, Path) = ("", name);
        Begin(stream, name);
    }

    /// <summary>The run's folder.</summary>
    public string LogDir { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes a number; TensorBoard draws a curve of those of one name.</summary>
    /// <param name="name">The tag; slashes make groups.</param>
    /// <param name="value">The number; it is kept as float32.</param>
    /// <param name="step">Its place on the axis.</param>
    /// <param name="description">What a person should know, in Markdown.</param>
    /// <exception cref="EventFileException">The disk is full or the file is lost.</exception>
    public void Scalar(string name, double value, long step, string? description = null) =>
        Write(name, step, EventMessages.Number((float)value), EventMessages.Metadata(EventKinds.Scalars, EventKinds.ScalarClass, description));

    /// <summary>Writes how values are distributed: equal parts of their range and how many lie in each. Values that are not finite are left out.</summary>
    /// <param name="name">The tag; slashes make groups.</param>
    /// <param name="values">A tensor of any shape and numeric type. On a GPU the values stay there, only counts come back.</param>
    /// <param name="step">Its place on the axis.</param>
    /// <param name="buckets">The number of parts, positive.</param>
    /// <param name="description">What a person should know, in Markdown.</param>
    /// <exception cref="ArgumentException">The number of buckets is not positive.</exception>
    /// <exception cref="EventFileException">The disk is full or the file is lost.</exception>
    public void Histogram(string name, Tensor values, long step, int buckets = 30, string? description = null)
    {
        Check.Positive(buckets, nameof(buckets), nameof(SummaryWriter));
        HistogramBucket[] counted = Histograms.Of(values, buckets);
        Write(name, step, EventMessages.Rows(counted), EventMessages.Metadata(EventKinds.Histograms, EventKinds.TensorClass, description));
    }

    /// <summary>Writes pictures.</summary>
    /// <param name="name">The tag; slashes make groups.</param>
    /// <param name="images">
    /// [pictures, height, width, channels] with 1 channel (grey), 2 (grey and opacity), 3 (RGB) or 4 (RGB and opacity); uint8, or floats from 0
    /// to 1.
    /// </param>
    /// <param name="step">Its place on the axis.</param>
    /// <param name="maxOutputs">How many of the pictures are written at most, from the first one on; positive.</param>
    /// <param name="description">What a person should know, in Markdown.</param>
    /// <exception cref="ArgumentException">The shape or the element type is another.</exception>
    /// <exception cref="EventFileException">The disk is full or the file is lost.</exception>
    public void Image(string name, Tensor images, long step, int maxOutputs = 3, string? description = null)
    {
        Check.Positive(maxOutputs, nameof(maxOutputs), nameof(SummaryWriter));
        Pixels pixels = Pixels.From(images, maxOutputs, nameof(SummaryWriter));
        byte[][] pngs = [.. Enumerable.Range(0, pixels.Shape[0]).Select(pixels.Png)];
        var pictures = new SummaryImages(pixels.Shape[2], pixels.Shape[1], pngs);
        Write(name, step, EventMessages.Pictures(pictures), EventMessages.Metadata(EventKinds.Images, EventKinds.BlobClass, description));
    }

    /// <summary>Writes a text, which TensorBoard shows as Markdown.</summary>
    /// <param name="name">The tag; slashes make groups.</param>
    /// <param name="text">The text.</param>
    /// <param name="step">Its place on the axis.</param>
    /// <param name="description">What a person should know, in Markdown.</param>
    /// <exception cref="EventFileException">The disk is full or the file is lost.</exception>
    public void Text(string name, string text, long step, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(name, step, EventMessages.String(text), EventMessages.Metadata(EventKinds.Text, EventKinds.TensorClass, description));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            records?.Dispose();
            records = null;
        }
    }

    /// <summary>A model's config, from which TensorBoard draws its graph of layers.</summary>
    internal void KerasModel(string name, string json, long step) =>
        Write(name, step, EventMessages.String(json), EventMessages.Metadata(EventKinds.KerasModel, 0, null, "1"u8));

    private double Now => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void Begin(Stream stream, string name)
    {
        records = new RecordWriter(stream, name);
        try
        {
            records.Write(EventMessages.First(Now).Written);
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    private void Write(string name, long step, ProtoWriter tensor, ProtoWriter metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(records == null, this);
            records.Write(EventMessages.Event(Now, step, EventMessages.Value(name, tensor, metadata)).Written);
        }
    }

    private (FileStream Stream, string Path) Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string path = System.IO.Path.Combine(folder, NewName());
            return (new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EventFileException(
                $"SummaryWriter — expected a folder '{folder}' that can be written to, found that it cannot: {error.Message.TrimEnd('.')}. Give another folder for the log.", error);
        }
    }

    /// <summary>TensorFlow's names sort by time: seconds, machine, process, and a number in it.</summary>
    private string NewName()
    {
        string seconds = clock.GetUtcNow().ToUnixTimeSeconds().ToString("0000000000", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{seconds}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref files) - 1}.v2");
    }
}
