using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// How threads find the elements of up to three operands that broadcast: the output's joined dimensions from the innermost outward, and
/// each operand's step in them, 0 where it is repeated. Written out, since an indexed array would lie in local memory.
/// </summary>
internal struct BroadcastWalk
{
    public int Rank;
    public int D0, D1, D2, D3, D4, D5, D6;
    public int A0, A1, A2, A3, A4, A5, A6, A7;
    public int B0, B1, B2, B3, B4, B5, B6, B7;
    public int C0, C1, C2, C3, C4, C5, C6, C7;

    /// <summary>The walk of a plan.</summary>
    public static BroadcastWalk Of(BroadcastPlan plan)
    {
        int S(int operand, int dimension) => operand < plan.Operands && dimension < plan.Rank ? (int)plan.Stride(dimension, operand) : 0;
        int D(int dimension) => dimension < plan.Rank ? plan.Dimension(dimension) : 1;
        return new BroadcastWalk
        {
            Rank = plan.Rank,
            D0 = D(0),
            D1 = D(1),
            D2 = D(2),
            D3 = D(3),
            D4 = D(4),
            D5 = D(5),
            D6 = D(6),
            A0 = S(0, 0),
            A1 = S(0, 1),
            A2 = S(0, 2),
            A3 = S(0, 3),
            A4 = S(0, 4),
            A5 = S(0, 5),
            A6 = S(0, 6),
            A7 = S(0, 7),
            B0 = S(1, 0),
            B1 = S(1, 1),
            B2 = S(1, 2),
            B3 = S(1, 3),
            B4 = S(1, 4),
            B5 = S(1, 5),
            B6 = S(1, 6),
            B7 = S(1, 7),
            C0 = S(2, 0),
            C1 = S(2, 1),
            C2 = S(2, 2),
            C3 = S(2, 3),
            C4 = S(2, 4),
            C5 = S(2, 5),
            C6 = S(2, 6),
            C7 = S(2, 7),
        };
    }

    /// <summary>The elements of the operands for one of the output.</summary>
    public readonly Places At(int i)
    {
        if (Rank == 1)
        {
            return new Places(i * A0, i * B0, i * C0);
        }

        var places = default(Places);
        int rest = Step(ref places, i, D0, A0, B0, C0);
        if (Rank > 2)
        {
            rest = Step(ref places, rest, D1, A1, B1, C1);
            if (Rank > 3)
            {
                rest = Step(ref places, rest, D2, A2, B2, C2);
                if (Rank > 4)
                {
                    rest = Step(ref places, rest, D3, A3, B3, C3);
                    rest = Step(ref places, rest, D4, A4, B4, C4);
                    rest = Step(ref places, rest, D5, A5, B5, C5);
                    rest = Step(ref places, rest, D6, A6, B6, C6);
                    return new Places(places.A + (rest * A7), places.B + (rest * B7), places.C + (rest * C7));
                }

                return new Places(places.A + (rest * A3), places.B + (rest * B3), places.C + (rest * C3));
            }

            return new Places(places.A + (rest * A2), places.B + (rest * B2), places.C + (rest * C2));
        }

        return new Places(places.A + (rest * A1), places.B + (rest * B1), places.C + (rest * C1));
    }

    private static int Step(ref Places places, int rest, int dimension, int a, int b, int c)
    {
        int next = rest / dimension;
        int index = rest - (next * dimension);
        places = new Places(places.A + (index * a), places.B + (index * b), places.C + (index * c));
        return next;
    }

    /// <summary>An element of each operand.</summary>
    public readonly struct Places(int a, int b, int c)
    {
        public readonly int A = a;
        public readonly int B = b;
        public readonly int C = c;
    }
}
