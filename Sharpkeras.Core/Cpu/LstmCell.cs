using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Long short-term memory with the gates i, f, g, o. What is kept is c before the step.</summary>
internal readonly unsafe struct LstmCell : ISequenceCell
{
    public static int Gates => 4;

    public static bool HasCell => true;

    public static bool IsApart => false;

    public static bool HasKept => true;

    public static void Forward<V, T>(in SequenceRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint g = 2 * units;
        nint o = 3 * units;
        GateLoop.Activate<SigmoidKernel, V, T>(default, row.Input, row.Recurrent, row.Gates, g);
        GateLoop.Activate<TanhKernel, V, T>(default, row.Input + g, row.Recurrent + g, row.Gates + g, units);
        GateLoop.Activate<SigmoidKernel, V, T>(default, row.Input + o, row.Recurrent + o, row.Gates + o, units);
        if (row.Kept != null)
        {
            Unsafe.CopyBlockUnaligned(row.Kept, row.C, (uint)(units * sizeof(T)));
        }

        Update<V, T>(row.Gates, row.C, row.H, units);
    }

    public static void Gradient<V, T>(in SequenceGradientRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged => Back<V, T>(row.Gates, row.Kept, row.Output, row.H, row.C, row.Recurrent, units);

    /// <summary>c = f ⊙ c + i ⊙ g and h = o ⊙ tanh(c).</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Update<V, T>(T* gates, T* c, T* h, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* f = gates + units;
        T* g = f + units;
        T* o = g + units;
        nint i = 0;
        for (; i <= units - V.Count; i += V.Count)
        {
            V cell = NewCell(V.Load(gates + i), V.Load(f + i), V.Load(g + i), V.Load(c + i));
            V.Store(cell, c + i);
            V.Store(V.Load(o + i) * V.Tanh(cell), h + i);
        }

        if (i < units)
        {
            nint rest = units - i;
            V cell = NewCell(Tail.Load<V, T>(gates + i, rest), Tail.Load<V, T>(f + i, rest), Tail.Load<V, T>(g + i, rest), V.Load(c + i));
            V.Store(cell, c + i);
            V.Store(Tail.Load<V, T>(o + i, rest) * V.Tanh(cell), h + i);
        }
    }

    /// <summary>The gradient for the gates' sums goes to two places: over the gates, and where the next product reads it.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Back<V, T>(T* gates, T* before, T* output, T* dh, T* dc, T* target, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint two = 2 * units;
        nint three = 3 * units;
        nint i = 0;
        for (; i <= units - V.Count; i += V.Count)
        {
            T* place = gates + i;
            var values = new Values<V>(V.Load(place), V.Load(place + units), V.Load(place + two), V.Load(place + three));
            V cell = values.Back(V.Load(before + i), V.Load(dh + i) + V.Load(output + i), V.Load(dc + i));
            V.Store(V.Of(0), dh + i);
            V.Store(cell, dc + i);
            T* copy = target + i;
            V.Store(values.I, place);
            V.Store(values.F, place + units);
            V.Store(values.G, place + two);
            V.Store(values.O, place + three);
            V.Store(values.I, copy);
            V.Store(values.F, copy + units);
            V.Store(values.G, copy + two);
            V.Store(values.O, copy + three);
        }

        if (i < units)
        {
            Rest<V, T>(gates + i, before + i, output + i, dh + i, dc + i, target + i, units, units - i);
        }
    }

    /// <summary>The units that do not fill a vector.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Rest<V, T>(T* gates, T* before, T* output, T* dh, T* dc, T* target, nint units, nint rest)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint two = 2 * units;
        nint three = 3 * units;
        var values = new Values<V>(
            Tail.Load<V, T>(gates, rest), Tail.Load<V, T>(gates + units, rest), Tail.Load<V, T>(gates + two, rest), Tail.Load<V, T>(gates + three, rest));
        V cell = values.Back(Tail.Load<V, T>(before, rest), V.Load(dh) + Tail.Load<V, T>(output, rest), V.Load(dc));
        V.Store(V.Of(0), dh);
        V.Store(cell, dc);
        for (int copy = 0; copy < 2; copy++)
        {
            T* place = copy == 0 ? gates : target;
            Tail.Store(values.I, place, rest);
            Tail.Store(values.F, place + units, rest);
            Tail.Store(values.G, place + two, rest);
            Tail.Store(values.O, place + three, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V NewCell<V>(V i, V f, V g, V c)
        where V : struct, ILane<V> => V.FusedMultiplyAdd(f, c, i * g);

    /// <summary>The gates, and then the gradients of their sums.</summary>
    private struct Values<V>(V i, V f, V g, V o)
        where V : struct, ILane<V>
    {
        public V I = i;
        public V F = f;
        public V G = g;
        public V O = o;

        /// <summary>From c before the step and the gradients of h and c after it; gives the gradient of c before it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Back(V c, V dh, V dc)
        {
            V one = V.Of(1);
            V tanh = V.Tanh(NewCell(I, F, G, c));
            V cell = V.FusedMultiplyAdd(dh * O, one - (tanh * tanh), dc);
            V before = cell * F;
            V di = cell * G * I * (one - I);
            V df = before * c * (one - F);
            V dg = cell * I * (one - (G * G));
            O = dh * tanh * O * (one - O);
            I = di;
            F = df;
            G = dg;
            return before;
        }
    }
}
