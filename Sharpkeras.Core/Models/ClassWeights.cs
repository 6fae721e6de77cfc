using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>Weights of classes as weights of samples.</summary>
internal static class ClassWeights
{
    /// <summary>The weight of each sample's class, [samples]; classes that are not named count 1, as in Keras.</summary>
    /// <param name="targets">Class numbers [samples] or [samples, 1], or one-hot rows [samples, classes].</param>
    /// <param name="weights">A weight for each class.</param>
    /// <param name="classes">The length of the model's output, 1 for yes or no; null where it is not known.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <exception cref="ArgumentException">A class does not exist, a weight is negative or not finite, or the targets are no classes.</exception>
    public static Tensor ToSampleWeights(Tensor targets, IReadOnlyDictionary<int, double> weights, int? classes, string model)
    {
        using var scope = new TensorScope();
        if (targets.Rank > 2 || targets.Rank == 0)
        {
            throw new ShapeException(
                $"{model} — class weights need class numbers [samples] or one-hot rows [samples, classes]. Received targets of shape {targets.Shape}; pass sampleWeight.");
        }

        bool oneHot = targets.Rank == 2 && targets.Shape[1] != 1;
        Tensor numbers = oneHot ? Ops.ArgMax(targets, -1) : Whole(targets.Reshape([targets.Shape[0]]));
        Check(weights, oneHot ? targets.Shape[1] : classes == 1 ? 2 : classes, model);
        double low = Ops.Min(numbers).Item<double>();
        int highest = checked((int)Ops.Max(numbers).Item<double>());
        if (low < 0)
        {
            throw new ArgumentException($"{model} — class weights need class numbers from 0. Received label {Text.Of(low)}.");
        }

        float[] table = new float[Math.Max(highest, weights.Keys.DefaultIfEmpty(0).Max()) + 1];
        Array.Fill(table, 1);
        foreach (var (number, weight) in weights)
        {
            table[number] = (float)weight;
        }

        return scope.Keep(Ops.Take(((Tensor)table).To(targets.Device), numbers, axis: 0));
    }

    private static Tensor Whole(Tensor labels) => (labels.DType.IsFloating() ? Ops.Round(labels) : labels).Cast(DType.Int32);

    private static void Check(IReadOnlyDictionary<int, double> weights, int? classes, string model)
    {
        foreach (var (number, weight) in weights)
        {
            if (number < 0 || number >= classes)
            {
                throw new ArgumentException(
                    $"{model} — class weights name a class that does not exist: {Text.Of(number)}. "
                    + (classes is { } known ? $"Known: 0 to {Text.Of(known - 1)}." : "Class numbers begin at 0."));
            }

            Diagnostics.Check.Range(weight, 0, double.MaxValue, $"classWeight[{Text.Of(number)}]", model);
        }
    }
}
