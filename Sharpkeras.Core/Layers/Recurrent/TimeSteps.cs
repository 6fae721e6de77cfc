namespace Sharpkeras.Layers;

/// <summary>The steps of a tensor [steps, …].</summary>
internal static class TimeSteps
{
    /// <summary>
    /// The first steps, as views. They are cut in halves again and again: so a gradient is brought into its place in as many sums as there are
    /// halvings, and not in as many as there are steps.
    /// </summary>
    public static Tensor[] Of(Tensor stepsFirst, int count)
    {
        Tensor[] steps = new Tensor[count];
        Cut(count == stepsFirst.Shape[0] ? stepsFirst : Ops.Part(stepsFirst, 0, 0, count), steps, 0);
        return steps;
    }

    private static void Cut(Tensor part, Tensor[] steps, int begin)
    {
        int count = part.Shape[0];
        if (count == 1)
        {
            steps[begin] = part.Reshape(part.Shape[1..]);
            return;
        }

        int half = count / 2;
        Cut(Ops.Part(part, 0, 0, half), steps, begin);
        Cut(Ops.Part(part, 0, half, count - half), steps, begin + half);
    }
}
