using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Steps and sizes of windows in TensorFlow's form: a number for each axis of a batch of images.</summary>
internal static class BatchNumbers
{
    /// <summary>The numbers for rows and columns of one for both, two, or four of which those for batch and channels must be 1.</summary>
    /// <exception cref="ArgumentException">There are more or fewer, or the window is to move or reach over the batch or the channels.</exception>
    public static (int Rows, int Columns) Plane(int[] numbers, DataFormat format, string argument, string name) => numbers switch
    {
        [int both] => (both, both),
        [int rows, int columns] => (rows, columns),
        [1, int rows, int columns, 1] when format == DataFormat.ChannelsLast => (rows, columns),
        [1, 1, int rows, int columns] when format == DataFormat.ChannelsFirst => (rows, columns),
        _ => throw new ArgumentException(
            $"{name} — {argument} needs one number, two for rows and columns, or four with 1 for batch and channels: "
            + $"{(format == DataFormat.ChannelsLast ? "[1, rows, columns, 1]" : "[1, 1, rows, columns]")}. Received {Text.List<int>(numbers, number => Text.Of(number))}.",
            argument),
    };
}
