using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>The lines of a text file, with their numbers. They end with LF, CR LF or the file.</summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>A file without line ends is no text, and shall not be taken into memory whole.</summary>
    private const int MaxLength = 1 << 24;

    private readonly string path;
    private readonly StreamReader reader;
    private readonly StringBuilder line = new();
    private readonly char[] buffer = new char[1 << 14];
    private int begin;
    private int end;

    public LineReader(string path)
    {
        this.path = path;
        reader = new StreamReader(DataFile.Open(path), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
    }

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end; null at the end of the file.</summary>
    /// <exception cref="InvalidDataException">It is no UTF-8 text, a line is longer than 16 million characters, or the compressed data are damaged.</exception>
    public string? Next()
    {
        line.Clear();
        while (Fill())
        {
            ReadOnlySpan<char> rest = buffer.AsSpan(begin, end - begin);
            int length = rest.IndexOf('\n');
            line.Append(length < 0 ? rest : rest[..length]);
            begin += length < 0 ? rest.Length : length + 1;
            if (line.Length > MaxLength)
            {
                Number++;
                throw Invalid($"the line is longer than {Text.Of(MaxLength)} characters", "Give a text file");
            }

            if (length >= 0)
            {
                return Line();
            }
        }

        return line.Length > 0 ? Line() : null;
    }

    /// <summary>An error at the line that was read last.</summary>
    public InvalidDataException Invalid(string problem, string advice, Exception? inner = null) =>
        new($"'{path}' line {Text.Of(Number)} — {problem}. {advice}.", inner);

    public void Dispose() => reader.Dispose();

    private string Line()
    {
        Number++;
        int length = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
        return line.ToString(0, length);
    }

    private bool Fill()
    {
        if (begin < end)
        {
            return true;
        }

        try
        {
            begin = 0;
            end = reader.Read(buffer, 0, buffer.Length);
            return end > 0;
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException or EndOfStreamException)
        {
            string what = error is DecoderFallbackException ? "it, or a line soon behind it, is no UTF-8 text" : "the compressed data behind it are damaged";
            throw Invalid($"{what}: {error.Message.TrimEnd('.')}", "Get the file again, or convert it to UTF-8", error);
        }
    }
}
