using System.Buffers.Binary;
using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>Writes one array in NumPy's form, version 1.0.</summary>
internal static class NpyWriter
{
    /// <summary>The data begin at a multiple of this.</summary>
    private const int Alignment = 64;

    /// <summary>The bytes of a file with the array.</summary>
    public static void Write(Stream stream, HostArray array, bool fortranOrder)
    {
        bool reorder = fortranOrder && array.Shape.Rank > 1;
        stream.Write(Header(array.DType, array.Shape, reorder));
        int[] reversed = array.Shape.ToArray();
        Array.Reverse(reversed);

        // Fortran's order of a shape is C's order of the reversed one.
        stream.Write(reorder ? Npy.FromFortran(array.Bytes, reversed, array.DType.Size()) : array.Bytes);
    }

    private static byte[] Header(DType dtype, Shape shape, bool fortranOrder)
    {
        string dimensions = string.Join(", ", shape.ToArray().Select(dimension => Text.Of(dimension))) + (shape.Rank == 1 ? "," : "");
        string text = $"{{'descr': '{NpyHeader.Description(dtype)}', 'fortran_order': {(fortranOrder ? "True" : "False")}, 'shape': ({dimensions}), }}";
        int start = Npy.Magic.Length + 4;
        int length = (((start + text.Length) / Alignment) + 1) * Alignment;
        byte[] header = new byte[length];
        Npy.Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - start));
        Encoding.Latin1.GetBytes(text.PadRight(length - start - 1) + "\n", header.AsSpan(start));
        return header;
    }
}
