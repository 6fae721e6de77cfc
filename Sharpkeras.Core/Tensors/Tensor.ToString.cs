using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Printing: a façade over the backends.</summary>
public sealed partial class Tensor
{
    private const int SummaryThreshold = 1000;

    /// <summary>
    /// The values as NumPy's <c>str</c> prints them: above 1000 elements only three from either end of each axis. A symbolic tensor, and
    /// one whose scope has ended, print their shape and type.
    /// </summary>
    public override string ToString()
    {
        if (!IsAlive || !Backend.Of(this).Computes)
        {
            return $"{(IsAlive ? "symbolic" : "released")} tensor {Shape} {DType.KerasName()}{(IsSymbolic ? " " + Symbol!.Origin : "")}";
        }

        using var scope = new TensorScope();
        bool summarise = Length > SummaryThreshold;
        Tensor shown = summarise ? Edges(this) : this;
        return new ArrayText(shown.ToHost(), Shape, summarise).ToString();
    }

    /// <summary>The ends of each axis that is printed with dots, so that a large tensor is not downloaded whole.</summary>
    private static Tensor Edges(Tensor x)
    {
        const int edge = ArrayText.EdgeItems;
        int[] zeros = new int[x.Rank];
        int[] ones = [.. Enumerable.Repeat(1, x.Rank)];
        for (int axis = 0; axis < x.Rank; axis++)
        {
            int length = x.Shape[axis];
            if (length <= 2 * edge)
            {
                continue;
            }

            Backend backend = Backend.Of(x);
            Tensor ends = backend.Rent(x.Shape.With(axis, 2 * edge), x.DType);
            Shape half = x.Shape.With(axis, edge);
            int[] from = [.. Enumerable.Range(0, x.Rank).Select(i => i == axis ? length - edge : 0)];
            int[] to = [.. Enumerable.Range(0, x.Rank).Select(i => i == axis ? edge : 0)];
            backend.CopyWindow(x, zeros, ones, ends, zeros, ones, half.Span);
            backend.CopyWindow(x, from, ones, ends, to, ones, half.Span);
            x = ends;
        }

        return x;
    }
}
