using System.Buffers.Binary;
using System.IO.Compression;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Data;

/// <summary>
/// PNG (ISO/IEC 15948): all colour types, depths and filters, also interlaced; 16 bits are cut to 8, a transparent colour is not looked at. It is
/// written here because the managed decoders at hand take memory for whatever a damaged file claims, or misread rows of less than 8 bits.
/// </summary>
internal static class PngReader
{
    private const int SignatureLength = 8;

    /// <summary>Length, type and checksum.</summary>
    private const int FrameLength = 12;

    public static HostArray Read(byte[] bytes)
    {
        PngHeader? header = null;
        ReadOnlySpan<byte> palette = default;
        var data = new MemoryStream();
        for (int at = SignatureLength; ;)
        {
            (uint type, Range content) = Chunk(bytes, at);
            at = content.End.Value + 4;
            if (header == null)
            {
                header = PngHeader.Read(type, bytes.AsSpan(content));
            }
            else if (type == Type("PLTE"u8))
            {
                palette = bytes.AsSpan(content);
            }
            else if (type == Type("IDAT"u8))
            {
                data.Write(bytes.AsSpan(content));
            }
            else if (type == Type("IEND"u8))
            {
                data.Position = 0;
                return Pixels(header, palette, data);
            }
        }
    }

    public static uint Type(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32BigEndian(name);

    /// <summary>The type of a chunk and where its content lies, with its checksum verified.</summary>
    private static (uint Type, Range Content) Chunk(byte[] bytes, int at)
    {
        if (bytes.Length - at < FrameLength)
        {
            throw new InvalidDataException($"it is truncated: it ends at byte {Text.Of(bytes.Length)} without the chunk IEND");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
        if (length > bytes.Length - at - FrameLength)
        {
            throw new InvalidDataException($"the chunk at byte {Text.Of(at)} claims {Text.Of(length)} bytes, but {Text.Of(bytes.Length - at - FrameLength)} are there");
        }

        int end = at + 8 + (int)length;
        uint stored = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(end));
        uint found = Crc32.Of(bytes.AsSpan((at + 4)..end));
        return stored == found
            ? (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4)), (at + 8)..end)
            : throw new InvalidDataException($"the checksum of the chunk at byte {Text.Of(at)} is {found:X8}, not {stored:X8} as the file says");
    }

    private static HostArray Pixels(PngHeader header, ReadOnlySpan<byte> palette, MemoryStream data)
    {
        header.CheckData(data.Length, palette.Length);
        using var rows = new ZLibStream(data, CompressionMode.Decompress);
        var pixels = new PngPixels(header, palette);
        pixels.Read(rows);
        return rows.ReadByte() < 0
            ? new HostArray(DType.UInt8, [header.Height, header.Width, header.Channels], pixels.Bytes)
            : throw new InvalidDataException("its pixels go on behind the last row");
    }
}
