namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// How threads find an element of a box in a source and in a target: the box's dimensions from the innermost outward, and the distance
/// between neighbours on both sides, which may be negative. Written out, since an indexed array would lie in local memory.
/// </summary>
internal struct BoxWalk
{
    public int Rank;
    public int SourceStart, TargetStart;
    public int D0, D1, D2, D3, D4, D5, D6;
    public int S0, S1, S2, S3, S4, S5, S6, S7;
    public int T0, T1, T2, T3, T4, T5, T6, T7;

    /// <summary>The places on both sides of one element of the box.</summary>
    public readonly Places At(int i)
    {
        var places = new Places(SourceStart, TargetStart);
        if (Rank == 1)
        {
            return places.Moved(i, S0, T0);
        }

        int rest = Step(ref places, i, D0, S0, T0);
        if (Rank == 2)
        {
            return places.Moved(rest, S1, T1);
        }

        rest = Step(ref places, rest, D1, S1, T1);
        if (Rank == 3)
        {
            return places.Moved(rest, S2, T2);
        }

        rest = Step(ref places, rest, D2, S2, T2);
        if (Rank == 4)
        {
            return places.Moved(rest, S3, T3);
        }

        rest = Step(ref places, rest, D3, S3, T3);
        rest = Step(ref places, rest, D4, S4, T4);
        rest = Step(ref places, rest, D5, S5, T5);
        rest = Step(ref places, rest, D6, S6, T6);
        return places.Moved(rest, S7, T7);
    }

    private static int Step(ref Places places, int rest, int dimension, int source, int target)
    {
        int next = rest / dimension;
        places = places.Moved(rest - (next * dimension), source, target);
        return next;
    }

    /// <summary>An element on each side.</summary>
    public readonly struct Places(int source, int target)
    {
        public readonly int Source = source;
        public readonly int Target = target;

        /// <summary>The places some steps further.</summary>
        public Places Moved(int steps, int source, int target) => new(Source + (steps * source), Target + (steps * target));
    }
}
