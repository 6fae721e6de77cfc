using System.IO.Compression;
using System.Text;

namespace Sharpkeras.Tests.Data;

/// <summary>NumPy files made by hand after the format's description.</summary>
internal static class NpyBytes
{
    public static byte[] Array(string descr, string shape, byte[] data, bool fortran = false, int version = 1) =>
        WithHeader($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}", data, version);

    public static byte[] WithHeader(string header, byte[] data, int version = 1)
    {
        int start = version == 1 ? 10 : 12;
        byte[] text = Encoding.UTF8.GetBytes(header.PadRight((((start + header.Length) / 64) + 1) * 64 - start - 1) + "\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text, .. data];
    }

    public static MemoryStream Archive(CompressionLevel level, params (string Name, byte[] Content)[] members)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
