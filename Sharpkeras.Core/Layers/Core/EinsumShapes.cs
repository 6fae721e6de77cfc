using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The shapes of an <see cref="EinsumDense"/> layer's weights, from its equation, its input's shape and a part of its output's.</summary>
internal sealed partial class EinsumShapes
{
    private readonly string owner;
    private readonly Dictionary<char, int> inputLengths = [];
    private readonly Dictionary<char, int> outputLengths = [];

    public EinsumShapes(string owner, string equation, string? biasAxes, Shape input, Shape output)
    {
        this.owner = owner;
        Match match = Match(owner, equation);
        string inputLabels = match.Groups["input"].Value;
        string weightLabels = match.Groups["weight"].Value;
        string outputLabels = match.Groups["output"].Value;
        bool left = match.Groups["left"].Success;
        int elided = input.Rank - inputLabels.Length;
        bool dotted = left || match.Groups["right"].Success;
        int[] full = Full(input, output, elided, left);
        if (elided < 0 || (elided > 0 && !dotted) || full.Length - (dotted ? elided : 0) != outputLabels.Length)
        {
            throw new ShapeException(
                $"{owner} — the equation '{equation}' does not fit. Received an input of shape {input} and outputShape {output}, which is without the batch.");
        }

        Note(inputLengths, inputLabels, input.Span[(left ? elided : 0)..]);
        Note(outputLengths, outputLabels, full.AsSpan(left ? elided : 0));
        CheckShared(equation);
        (Kernel, InputAxes, OutputAxes) = KernelOf(equation, weightLabels);
        Bias = biasAxes == null ? (Shape?)null : BiasOf(biasAxes, outputLabels, left ? 0 : elided);
    }

    public Shape Kernel { get; }

    public Shape? Bias { get; }

    /// <summary>The axes of the kernel that are summed over with the input.</summary>
    public int[] InputAxes { get; }

    /// <summary>The axes of the kernel that the output has.</summary>
    public int[] OutputAxes { get; }

    /// <summary>Checks what needs no shape.</summary>
    /// <exception cref="ArgumentException">The equation has none of the three forms, or the output has no such axes.</exception>
    public static void Check(string owner, string equation, string? biasAxes)
    {
        string output = Match(owner, equation).Groups["output"].Value;
        if (biasAxes != null && (biasAxes.Length == 0 || !biasAxes.All(output.Contains)))
        {
            throw new ArgumentException($"{owner} — biasAxes are labels of the output '{output}'. Received '{biasAxes}'.", nameof(biasAxes));
        }
    }

    /// <summary>The parts of an equation.</summary>
    private static Match Match(string owner, string equation)
    {
        Match match = Form().Match(equation);
        return match.Success
            ? match
            : throw new ArgumentException(
                $"{owner} — an equation has the form X,Y->Z or ...X,Y->...Z or X...,Y->Z... with letters for X, Y and Z. Received '{equation}'.",
                nameof(equation));
    }

    [GeneratedRegex(@"^(?:(?<input>[a-zA-Z]+),(?<weight>[a-zA-Z]+)->(?<output>[a-zA-Z]+)|(?<left>\.\.\.)(?<input>[a-zA-Z]+),(?<weight>[a-zA-Z]+)->\.\.\.(?<output>[a-zA-Z]+)|(?<input>[a-zA-Z]{2,})(?<right>\.\.\.),(?<weight>[a-zA-Z]+)->(?<output>[a-zA-Z]+)\.\.\.)$")]
    private static partial Regex Form();

    /// <summary>The output's shape with the batch, and with the axes that an ellipsis stands for.</summary>
    private static int[] Full(Shape input, Shape output, int elided, bool left)
    {
        List<int> full = [input.Rank > 0 ? input[0] : -1, .. output.ToArray()];
        for (int i = 1; i < elided && left; i++)
        {
            full.Insert(1, input[i]);
        }

        if (elided > 0 && !left)
        {
            full.AddRange(input.Span[^elided..]);
        }

        return [.. full];
    }

    private static void Note(Dictionary<char, int> lengths, string labels, ReadOnlySpan<int> dimensions)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            lengths[labels[i]] = dimensions[i];
        }
    }

    /// <summary>What input and output share must agree, and is known where the input tells it.</summary>
    private void CheckShared(string equation)
    {
        foreach (var (label, length) in inputLengths)
        {
            if (!outputLengths.TryGetValue(label, out int wanted))
            {
                continue;
            }

            if (wanted >= 0 && wanted != length)
            {
                throw new ShapeException(
                    $"{owner} — '{label}' of '{equation}' has one length in the input and another in the output. Received {Text.Of(length)} and {Text.Of(wanted)}.");
            }

            if (wanted < 0)
            {
                outputLengths[label] = length;
            }
        }
    }

    private (Shape Kernel, int[] InputAxes, int[] OutputAxes) KernelOf(string equation, string labels)
    {
        char unknown = outputLengths.Keys.FirstOrDefault(label => !inputLengths.ContainsKey(label) && !labels.Contains(label));
        if (unknown != default)
        {
            throw new ArgumentException($"{owner} — '{unknown}' of the output comes from nowhere. Received '{equation}'.", nameof(equation));
        }

        int[] lengths = [.. labels.Select(label => outputLengths.TryGetValue(label, out int own) ? own : inputLengths.GetValueOrDefault(label, -2))];
        int at = Array.FindIndex(lengths, length => length < 0);
        if (at >= 0)
        {
            throw new ArgumentException(
                $"{owner} — the length of '{labels[at]}' of the kernel must be known, from the input or the output. Received '{equation}'.", nameof(equation));
        }

        int[] axes = [.. Enumerable.Range(0, labels.Length)];
        return (lengths, [.. axes.Where(i => !outputLengths.ContainsKey(labels[i]))], [.. axes.Where(i => outputLengths.ContainsKey(labels[i]))]);
    }

    /// <summary>From the first axis with a bias on; axes without one have length 1.</summary>
    private Shape BiasOf(string biasAxes, string outputLabels, int after)
    {
        string labels = outputLabels[biasAxes.Min(label => outputLabels.IndexOf(label))..];
        int[] lengths = [.. labels.Select(label => biasAxes.Contains(label) ? outputLengths[label] : 1), .. Enumerable.Repeat(1, after)];
        return lengths.All(length => length >= 0)
            ? lengths
            : throw new ShapeException($"{owner} — the lengths of axes with a bias must be known. Received biasAxes '{biasAxes}' of '{outputLabels}'.");
    }
}
