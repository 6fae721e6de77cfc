using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>The output size and the padding in front of one axis of a sliding window, by TensorFlow's rules.</summary>
internal static class WindowRule
{
    /// <param name="input">The length of the axis.</param>
    /// <param name="window">The length of the window.</param>
    /// <param name="stride">The steps of the window.</param>
    /// <param name="dilation">The distance between its places.</param>
    /// <param name="padding">What it does at the border.</param>
    /// <param name="name">Who asks, for messages.</param>
    /// <param name="axis">Which axis, for messages.</param>
    public static (int Output, int PadBefore) Of(int input, int window, int stride, int dilation, Padding padding, string name, string axis)
    {
        CheckPositive(window, stride, dilation, name, axis);
        int reach = ((window - 1) * dilation) + 1;
        if (padding == Padding.Valid)
        {
            if (reach > input)
            {
                throw new ShapeException(
                    $"{name} — the window is larger than its input, and padding is valid: {axis} {Text.Of(reach)} over {Text.Of(input)}. "
                    + "Use padding 'same', a smaller window, or larger images.");
            }

            return (((input - reach) / stride) + 1, 0);
        }

        int output = (input + stride - 1) / stride;
        int total = Math.Max(0, ((output - 1) * stride) + reach - input);
        return (output, padding == Padding.Causal ? reach - 1 : total / 2);
    }

    /// <summary>
    /// The same for a transposed convolution, by Keras's rules: how long the image is of which a convolution makes the input, and the padding
    /// in front of it.
    /// </summary>
    /// <param name="input">The length of the axis.</param>
    /// <param name="window">The length of the window.</param>
    /// <param name="stride">The steps of the window.</param>
    /// <param name="dilation">The distance between its places.</param>
    /// <param name="padding">What it does at the border.</param>
    /// <param name="outputPadding">What is added to the smallest possible output, below the stride; null for Keras's choice.</param>
    /// <param name="name">Who asks, for messages.</param>
    /// <param name="axis">Which axis, for messages.</param>
    public static (int Output, int PadBefore) Transposed(
        int input, int window, int stride, int dilation, Padding padding, int? outputPadding, string name, string axis)
    {
        CheckPositive(window, stride, dilation, name, axis);
        int reach = ((window - 1) * dilation) + 1;
        if (padding == Padding.Valid)
        {
            return (Math.Max(0, ((input - 1) * stride) + reach + (outputPadding ?? Math.Max(0, stride - reach))), 0);
        }

        int output = outputPadding is { } more ? ((input - 1) * stride) + (reach % 2) + more : input * stride;
        if (output <= 0 && input > 0)
        {
            throw new ShapeException(
                $"{name} — the output would be empty: {axis} {Text.Of(output)} from {Text.Of(input)}. Use a larger output padding or larger images.");
        }

        output = Math.Max(0, output);
        return (output, Math.Max(0, ((input - 1) * stride) + reach - output) / 2);
    }

    /// <summary>The padding, unless it is one that only one-dimensional convolutions have.</summary>
    /// <exception cref="ArgumentException">It is causal.</exception>
    public static Padding NotCausal(Padding padding, string name) => padding != Padding.Causal
        ? padding
        : throw new ArgumentException($"{name} — padding must be valid or same. Received causal, which only Conv1D has.", nameof(padding));

    /// <summary>The names are put together only for what is refused: shapes are computed in every call of a layer.</summary>
    private static void CheckPositive(int window, int stride, int dilation, string name, string axis)
    {
        if (window > 0 && stride > 0 && dilation > 0)
        {
            return;
        }

        Check.Positive(window, axis + " of the window", name);
        Check.Positive(stride, axis + " of the strides", name);
        Check.Positive(dilation, axis + " of the dilation", name);
    }
}
