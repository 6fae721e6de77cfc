using System.IO.Compression;

namespace Sharpkeras.Data;

/// <summary>A member of an archive that owns the archive.</summary>
internal sealed class MemberStream(Stream content, ZipArchive archive) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => content.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }
}
