namespace Sharpkeras.Tests.Support;

/// <summary>A stream that stops for good in the middle of a write, when so many bytes were written, and says so.</summary>
internal sealed class PausingStream(Stream inner, long pauseAt, Action paused) : Stream
{
    private long written;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (written + count <= pauseAt)
        {
            inner.Write(buffer, offset, count);
            written += count;
            return;
        }

        inner.Write(buffer, offset, (int)(pauseAt - written));
        inner.Flush();
        paused();
        Thread.Sleep(Timeout.Infinite);
    }
}
