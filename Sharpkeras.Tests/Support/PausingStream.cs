namespace Sharpkeras.Tests.Support;

/// <summary>A stream that stops for good in the middle of a write, when so many bytes were written, and says so: its process waits to be killed.</summary>
internal sealed class PausingStream(Stream inner, long pauseAt, Action paused) : WrappedStream(inner)
{
    private long written;

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (written + count <= pauseAt)
        {
            base.Write(buffer, offset, count);
            written += count;
            return;
        }

        base.Write(buffer, offset, (int)(pauseAt - written));
        Flush();
        paused();
        Thread.Sleep(Timeout.Infinite);
    }
}
