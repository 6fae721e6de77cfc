using System.IO.Compression;

namespace Sharpkeras.Data;

/// <summary>
/// Reads what gzip compressed and notices when the end is missing, which .NET's own stream passes over in silence: a known last member is put
/// behind the file, and only if its content comes out at the end was the file whole.
/// </summary>
internal sealed class GzipReader : ReadOnlyStream
{
    private static readonly byte[] Mark = [.. Enumerable.Range(0, 32).Select(i => (byte)((i * 151) ^ 0x5A))];

    private static readonly byte[] LastMember = Compress(Mark);

    private readonly GZipStream gzip;
    private readonly byte[] buffer = new byte[1 << 16];
    private int begin;
    private int end;
    private bool ended;

    /// <summary>Takes a stream over; it is disposed with this one.</summary>
    public GzipReader(Stream compressed) => gzip = new GZipStream(new Extended(compressed), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The data are damaged, or the file has no end.</exception>
    public override int Read(Span<byte> target)
    {
        while (!ended && end - begin <= Mark.Length)
        {
            Fill();
        }

        int count = Math.Min(target.Length, end - begin - Mark.Length);
        if (count > 0)
        {
            buffer.AsSpan(begin, count).CopyTo(target);
            begin += count;
        }

        return Math.Max(0, count);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        buffer.AsSpan(begin, end - begin).CopyTo(buffer);
        end -= begin;
        begin = 0;
        int read = gzip.Read(buffer.AsSpan(end));
        end += read;
        ended = read == 0;
        if (ended && !buffer.AsSpan(0, end).SequenceEqual(Mark))
        {
            throw new InvalidDataException("The compressed file is truncated, or something else stands behind its end.");
        }
    }

    private static byte[] Compress(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>A stream, and behind its end the last member.</summary>
    private sealed class Extended(Stream inner) : ReadOnlyStream
    {
        private int sent = -1;

        public override int Read(Span<byte> target)
        {
            if (sent < 0)
            {
                int read = inner.Read(target);
                if (read > 0 || target.Length == 0)
                {
                    return read;
                }

                sent = 0;
            }

            int count = Math.Min(target.Length, LastMember.Length - sent);
            LastMember.AsSpan(sent, count).CopyTo(target);
            sent += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
