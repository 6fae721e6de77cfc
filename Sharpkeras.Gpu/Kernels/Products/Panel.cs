using ILGPU;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// One thread's part of the way of an operand's slabs into shared memory: up to eight elements a slab, which wait in registers while the
/// slab before is multiplied. A slab [depth][rows + 4] has the rows innermost, so that a thread reads four of them at once, and the four
/// more let threads that come along the sum write without meeting in a bank. Where the operand's elements lie side by side along the sum,
/// neighbouring threads take neighbouring steps (eight at least: a whole sector of memory), elsewhere neighbouring rows.
/// </summary>
internal struct Panel<V>
    where V : unmanaged
{
    private Place p0, p1, p2, p3, p4, p5, p6, p7;
    private V v0, v1, v2, v3, v4, v5, v6, v7;
    private int step, steps;
    private int cell, cells;

    /// <summary>Where the rows of a thread's elements lie.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="count">The elements that a thread takes, a constant.</param>
    /// <param name="rows">The rows of a slab, a constant.</param>
    /// <param name="width">How many neighbouring threads go along the sum where that is its fast dimension, a constant.</param>
    /// <param name="along">Whether it is.</param>
    /// <param name="first">The first row.</param>
    /// <param name="offset">Added to the places.</param>
    public void Start<O>(O operand, int count, int rows, int width, byte along, int first, int offset)
        where O : struct, IOperand<V>
    {
        int thread = Group.IdxX;
        int threads = Group.DimX;
        int row;
        int rowStep = 0;
        if (along != 0)
        {
            step = thread % width;
            row = thread / width;
            rowStep = threads / width < rows ? threads / width : 0;
            steps = rowStep == 0 ? width : 0;
        }
        else
        {
            row = thread % rows;
            step = thread / rows;
            steps = threads / rows;
        }

        cell = (step * (rows + 4)) + row;
        cells = (steps * (rows + 4)) + rowStep;
        p0 = At(operand, first + row, offset);
        p1 = count > 1 ? At(operand, first + row + rowStep, offset) : p0;
        p2 = count > 2 ? At(operand, first + row + (2 * rowStep), offset) : p0;
        p3 = count > 2 ? At(operand, first + row + (3 * rowStep), offset) : p0;
        p4 = count > 4 ? At(operand, first + row + (4 * rowStep), offset) : p0;
        p5 = count > 4 ? At(operand, first + row + (5 * rowStep), offset) : p0;
        p6 = count > 4 ? At(operand, first + row + (6 * rowStep), offset) : p0;
        p7 = count > 4 ? At(operand, first + row + (7 * rowStep), offset) : p0;
    }

    /// <summary>Reads the elements of the slab that begins at a step.</summary>
    public void Fetch<O>(O operand, int count, ArrayView<V> source, int first)
        where O : struct, IOperand<V>
    {
        int at = first + step;
        Place place = operand.Step(at);
        v0 = operand.Load(source, p0, place);
        if (count > 1)
        {
            v1 = operand.Load(source, p1, Next(operand, ref at, place));
        }

        if (count > 2)
        {
            v2 = operand.Load(source, p2, Next(operand, ref at, place));
            v3 = operand.Load(source, p3, Next(operand, ref at, place));
        }

        if (count > 4)
        {
            v4 = operand.Load(source, p4, Next(operand, ref at, place));
            v5 = operand.Load(source, p5, Next(operand, ref at, place));
            v6 = operand.Load(source, p6, Next(operand, ref at, place));
            v7 = operand.Load(source, p7, Next(operand, ref at, place));
        }
    }

    /// <summary>Writes the elements into the slab that begins at a cell of shared memory.</summary>
    public readonly void Put(int count, ArrayView<V> shared, int first)
    {
        int at = first + cell;
        shared[at] = v0;
        if (count > 1)
        {
            shared[at + cells] = v1;
        }

        if (count > 2)
        {
            shared[at + (2 * cells)] = v2;
            shared[at + (3 * cells)] = v3;
        }

        if (count > 4)
        {
            shared[at + (4 * cells)] = v4;
            shared[at + (5 * cells)] = v5;
            shared[at + (6 * cells)] = v6;
            shared[at + (7 * cells)] = v7;
        }
    }

    private static Place At<O>(O operand, int row, int offset)
        where O : struct, IOperand<V>
    {
        Place place = operand.Row(row);
        place.Offset += offset;
        return place;
    }

    /// <summary>The place of the next element's step: the same where a thread's elements differ in their rows.</summary>
    private readonly Place Next<O>(O operand, ref int at, Place place)
        where O : struct, IOperand<V>
    {
        at += steps;
        return steps == 0 ? place : operand.Step(at);
    }
}
