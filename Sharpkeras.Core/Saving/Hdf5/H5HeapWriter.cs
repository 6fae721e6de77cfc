using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>Collects the texts of a file in the heaps from which attributes refer to them ("global heap collections").</summary>
/// <param name="address">Where the first heap lies in the file; the others follow it.</param>
internal sealed class H5HeapWriter(ulong address)
{
    /// <summary>The smallest heap, and what is in one before the next begins, but for a text that is longer.</summary>
    private const int SmallestHeap = 4096;

    private const int FullHeap = 1 << 20;

    private const int ObjectHead = 16;

    private readonly List<byte[]> closed = [];
    private H5Bytes objects = new();
    private int count;

    /// <summary>Adds a text.</summary>
    /// <returns>The reference to it: its bytes, the address of its heap, its number there.</returns>
    /// <exception cref="ModelFileException">It has a NUL, which ends texts in files, or is too long.</exception>
    public byte[] Add(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ModelFileException("save — a text has the character NUL, which ends texts in files. Take it out of names and configs.");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (count > 0 && objects.Length + bytes.Length > FullHeap)
        {
            Close();
        }

        count++;
        objects.UInt16(count).UInt16(1).Zeros(4).UInt64((ulong)bytes.Length).Bytes(bytes).Zeros(-bytes.Length & 7);
        return new H5Bytes().UInt32((uint)bytes.Length).UInt64(address).UInt32((uint)count).Span.ToArray();
    }

    /// <summary>All heaps, to be written at the address.</summary>
    public IReadOnlyList<byte[]> Finish()
    {
        if (count > 0)
        {
            Close();
        }

        return closed;
    }

    /// <summary>The head of a heap, its objects, and what is free behind them, as an object with number 0.</summary>
    private void Close()
    {
        int used = ObjectHead + objects.Length;
        int size = Math.Max(SmallestHeap, used + ObjectHead);
        var heap = new H5Bytes().Bytes("GCOL"u8).Byte(1).Zeros(3).UInt64((ulong)size).Bytes(objects.Span);
        heap.Zeros(8).UInt64((ulong)(size - used)).Zeros(size - used - ObjectHead);
        closed.Add(heap.Span.ToArray());
        address += (ulong)size;
        objects = new H5Bytes();
        count = 0;
    }
}
