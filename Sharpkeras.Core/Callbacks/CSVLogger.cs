using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Writes what each epoch reports as a row of a file of separated values, as Python's csv module does: the first epoch decides on the
/// columns; a number that is missing later is <c>NA</c>. Each row is on the disk when the epoch ends.
/// </summary>
/// <param name="filename">The file; its folder must exist.</param>
/// <param name="separator">What stands between values, one character.</param>
/// <param name="append">Whether rows are added to a file that exists; else it is replaced when the training begins.</param>
/// <exception cref="ArgumentException">The name is empty, or the separator is not one character.</exception>
public sealed class CSVLogger(string filename, string separator = ",", bool append = false) : Callback, IDisposable
{
    private StreamWriter? writer;
    private string[]? columns;
    private bool needsHeader;

    /// <summary>The file.</summary>
    public string Filename { get; } = filename.Length > 0 ? filename : throw new ArgumentException("CSVLogger — filename must not be empty.", nameof(filename));

    /// <summary>What stands between values.</summary>
    public string Separator { get; } = separator.Length == 1 && separator[0] is not ('"' or '\r' or '\n')
        ? separator
        : throw new ArgumentException($"CSVLogger — separator must be one character, and neither a quote nor the end of a line. Received '{separator}'.", nameof(separator));

    /// <summary>Whether rows are added to a file that exists.</summary>
    public bool Append { get; } = append;

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void OnTrainBegin()
    {
        Dispose();
        needsHeader = !Append || !File.Exists(Filename) || new FileInfo(Filename).Length == 0;
        columns = null;
        writer = new StreamWriter(Filename, Append, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        columns ??= Columns(logs);
        if (needsHeader)
        {
            Row(["epoch", .. columns]);
            needsHeader = false;
        }

        Row([Text.Of(epoch), .. columns.Select(name => logs.TryGetValue(name, out double value) ? PythonText.Of(value) : "NA")]);
        writer!.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs) => Dispose();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        writer?.Dispose();
        writer = null;
    }

    /// <summary>The numbers in order; without a validation in the first epoch there is still room for the later ones, as in Keras.</summary>
    private static string[] Columns(IDictionary<string, double> logs)
    {
        string[] names = [.. logs.Keys.Order(StringComparer.Ordinal)];
        return names.Any(name => name.StartsWith("val_", StringComparison.Ordinal)) ? names : [.. names, .. names.Select(name => "val_" + name)];
    }

    private void Row(IEnumerable<string> fields) => writer!.Write(string.Join(Separator, fields.Select(Quoted)) + "\r\n");

    private string Quoted(string field) => field.Contains(Separator, StringComparison.Ordinal) || field.AsSpan().IndexOfAny('"', '\r', '\n') >= 0
        ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
        : field;
}
