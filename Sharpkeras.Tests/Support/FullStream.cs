namespace Sharpkeras.Tests.Support;

/// <summary>A stream on a disk that is full from a position on.</summary>
internal sealed class FullStream(Stream inner, long limit) : WrappedStream(inner)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Position + count > limit)
        {
            throw new IOException("no space left on this disk");
        }

        base.Write(buffer, offset, count);
    }
}
