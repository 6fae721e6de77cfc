using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Slices: a façade over operations.</summary>
public sealed partial class Tensor
{
    /// <summary>
    /// A part of the tensor: <c>x[.., 1..^1, 0]</c>. A range keeps its axis, an index removes it; axes that are not named stay whole.
    /// A part along the first axis only is a view, others are copies.
    /// </summary>
    /// <param name="slices">For each axis from the first a range or an index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more slices than axes, or a slice reaches over its axis.</exception>
    [IndexerName("Part")]
    public Tensor this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            if (IsSymbolic)
            {
                Slice[] own = slices.ToArray();
                return Op.Compose("get_item", this, x => x[own], arguments: null);
            }

            int[] start = new int[Rank];
            int[] size = Shape.ToArray();
            List<int> kept = [];
            bool leadingOnly = true;
            if (slices.Length > Rank)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(slices), $"slice — shape {Shape} has {Text.Of(Rank)} axes. Received {Text.Of(slices.Length)} slices.");
            }

            for (int i = 0; i < Rank; i++)
            {
                if (i < slices.Length)
                {
                    (start[i], size[i]) = Resolve(slices[i], i);
                    leadingOnly &= i == 0 || size[i] == Shape[i];
                }

                if (i >= slices.Length || !slices[i].IsIndex)
                {
                    kept.Add(size[i]);
                }
            }

            Shape result = kept.ToArray();
            if (Rank > 0 && leadingOnly)
            {
                return Op.Apply(new LeadingSliceOp(start[0], size[0], result), this);
            }

            int[] step = new int[Rank];
            Array.Fill(step, 1);
            return Op.Apply(new WindowOp("slice", start, step, size, result), this);
        }
    }

    private (int Start, int Size) Resolve(Slice slice, int axis)
    {
        int length = Shape[axis];
        int start = slice.Range.Start.GetOffset(length);
        int end = slice.Range.End.GetOffset(length);
        if (start < 0 || end > length || start > end)
        {
            throw new ArgumentOutOfRangeException(
                nameof(slice), $"slice — axis {Text.Of(axis)} has length {Text.Of(length)}. Received {(slice.IsIndex ? slice.Range.Start.ToString() : slice.Range.ToString())}.");
        }

        return (start, end - start);
    }
}
