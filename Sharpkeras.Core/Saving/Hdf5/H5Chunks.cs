namespace Sharpkeras.Saving.Hdf5;

/// <summary>Puts an array together from its chunks, which a B-tree lists.</summary>
internal sealed class H5Chunks(H5Source source, Shape shape, int elementSize, H5Layout layout, H5Filters filters)
{
    private const string What = "the tree of chunks";
    private const int MaxDepth = 32;

    /// <summary>Chunks may reach beyond the array, but none larger than this does.</summary>
    private const int SmallChunk = 1 << 24;

    private readonly int[] chunk = layout.Chunk!;
    private readonly HashSet<long> seen = [];

    public void Read(byte[] target)
    {
        if (chunk.Length != shape.Rank)
        {
            throw source.Damaged($"an array of {shape.Rank} dimensions has chunks of {chunk.Length}");
        }

        int chunkBytes = H5DataSpace.CountBytes(source, chunk, elementSize);
        if (chunkBytes > Math.Max(target.Length, SmallChunk))
        {
            throw source.Damaged($"a chunk has {chunkBytes} bytes, more than its array of {target.Length}");
        }

        ReadTree(layout.Address, target, chunkBytes, MaxDepth);
        if (seen.Count != CountChunks())
        {
            throw source.Damaged($"{seen.Count} chunks of an array are there instead of {CountChunks()}");
        }
    }

    private long CountChunks()
    {
        long count = 1;
        for (int axis = 0; axis < chunk.Length; axis++)
        {
            count *= (shape[axis] + (long)chunk[axis] - 1) / chunk[axis];
        }

        return count;
    }

    private void ReadTree(ulong address, byte[] target, int chunkBytes, int highest)
    {
        var head = new H5Cursor(source, source.Structure(address, 24, What), What);
        head.Signature("TREE");
        int kind = head.Byte();
        int level = head.Byte();
        int count = head.UInt16();
        if (kind != 1 || level > highest)
        {
            throw source.Damaged($"{What} has a node of kind {kind} and level {level}");
        }

        int keySize = 8 + (8 * (chunk.Length + 1));
        var body = new H5Cursor(source, source.Structure(address + 24, (ulong)(count * (keySize + 8)), What), What);
        for (int i = 0; i < count; i++)
        {
            uint stored = body.UInt32();
            uint mask = body.UInt32();
            long[] start = Start(ref body);
            ulong child = body.UInt64();
            if (level > 0)
            {
                ReadTree(child, target, chunkBytes, level - 1);
            }
            else
            {
                ReadChunk(child, stored, mask, start, target, chunkBytes);
            }
        }
    }

    private long[] Start(ref H5Cursor body)
    {
        long[] start = new long[chunk.Length];
        for (int axis = 0; axis < start.Length; axis++)
        {
            start[axis] = (long)Math.Min(body.UInt64(), long.MaxValue);
        }

        body.Skip(8);
        return start;
    }

    private void ReadChunk(ulong address, uint stored, uint mask, long[] start, byte[] target, int chunkBytes)
    {
        if (mask != 0)
        {
            throw source.Refused("a chunk leaves out some of its filters");
        }

        long number = 0;
        for (int axis = 0; axis < start.Length; axis++)
        {
            if (start[axis] >= shape[axis] || start[axis] % chunk[axis] != 0)
            {
                throw source.Damaged("a chunk lies outside of its array");
            }

            number = (number * ((shape[axis] / chunk[axis]) + 1)) + (start[axis] / chunk[axis]);
        }

        if (!seen.Add(number))
        {
            throw source.Damaged("a chunk occurs twice");
        }

        // Deflate makes what it cannot shrink larger by less than a thousandth.
        if (stored > chunkBytes + (chunkBytes / 1000) + 1024L)
        {
            throw source.Damaged($"a chunk of {chunkBytes} bytes is stored in {stored}");
        }

        byte[] packed = new byte[stored];
        source.Data(address, packed, "a chunk");
        Copy(H5Unpack.Chunk(source, packed, filters, chunkBytes, elementSize), start, target);
    }

    /// <summary>Copies the rows (runs along the last axis) of a chunk to their places, without what reaches beyond the array.</summary>
    private void Copy(byte[] bytes, long[] start, byte[] target)
    {
        int last = chunk.Length - 1;
        int run = (int)Math.Min(chunk[last], shape[last] - start[last]) * elementSize;
        int[] index = new int[chunk.Length];
        for (int row = 0; row < bytes.Length; row += chunk[last] * elementSize)
        {
            long to = 0;
            bool inside = true;
            for (int axis = 0; axis <= last; axis++)
            {
                long position = start[axis] + index[axis];
                inside &= position < shape[axis];
                to = (to * shape[axis]) + position;
            }

            if (inside)
            {
                bytes.AsSpan(row, run).CopyTo(target.AsSpan((int)(to * elementSize)));
            }

            for (int axis = last - 1; axis >= 0 && ++index[axis] == chunk[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }
}
