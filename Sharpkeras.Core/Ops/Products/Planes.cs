using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Sequences as images of one row, so that what is written for images serves both; and where the channels are.</summary>
internal static class Planes
{
    /// <summary>A sequence [batch, steps, channels] as an image of one row; images stay.</summary>
    public static Tensor Image(Tensor x, DataFormat format) => x.Rank == 3 ? x.ExpandDims(RowAxis(format)) : x;

    /// <summary>A kernel [length, …] for sequences as one for images of one row; others stay.</summary>
    public static Tensor Kernel(Tensor kernel) => kernel.Rank == 3 ? kernel.ExpandDims(0) : kernel;

    /// <summary>The result for an image as one for what <see cref="Image"/> was given.</summary>
    public static Tensor Like(Tensor x, Tensor result, DataFormat format) => x.Rank == 3 ? result.Squeeze(RowAxis(format)) : result;

    /// <summary>Applies a function for images with channels last to an image with channels where they are.</summary>
    public static Tensor WithChannelsLast(Tensor x, DataFormat format, Func<Tensor, Tensor> function) =>
        AsBefore(x, function(ChannelsLast(x, format)), format);

    /// <summary>An image with its channels last.</summary>
    public static Tensor ChannelsLast(Tensor x, DataFormat format) => HasChannelsFirst(x, format) ? Ops.MoveChannelsLast(x) : x;

    /// <summary>The result for what <see cref="ChannelsLast"/> gave, with its channels where those of the image are.</summary>
    public static Tensor AsBefore(Tensor x, Tensor result, DataFormat format) => HasChannelsFirst(x, format) ? Ops.MoveChannelsFirst(result) : result;

    private static bool HasChannelsFirst(Tensor x, DataFormat format) => format == DataFormat.ChannelsFirst && x.Rank == 4;

    /// <summary>Numbers for rows and columns: one for all axes or one for each. A sequence has <paramref name="row"/> for its only row.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static (int Rows, int Columns) Pair(int[]? numbers, Tensor x, string argument, string name, int row = 1)
    {
        bool image = x.Rank == 4;
        return numbers switch
        {
            null => (1, 1),
            [int both] => (image ? both : row, both),
            [int rows, int columns] when image => (rows, columns),
            _ => throw new ArgumentException(
                $"{name} — {argument} needs one number, or one for each of {(image ? "two axes" : "one axis")}. "
                + $"Received {Text.List(numbers, number => Text.Of(number))} for shape {x.Shape}.",
                argument),
        };
    }

    /// <exception cref="ShapeException">The tensor is neither.</exception>
    public static void Check(Tensor x, Tensor kernel, string name)
    {
        if (x.Rank is not (3 or 4) || kernel.Rank != x.Rank)
        {
            throw new ShapeException(
                $"{name} — needs sequences of rank 3 with a kernel of rank 3, or images of rank 4 with one of rank 4. "
                + $"Received shapes {x.Shape} and {kernel.Shape}.");
        }
    }

    private static int RowAxis(DataFormat format) => format == DataFormat.ChannelsFirst ? 2 : 1;
}
