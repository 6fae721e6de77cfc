using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Gated recurrent units with the gates z, r, g, whose reset gate comes after the product. What is kept is the third part of h·u + bias.
/// </summary>
internal readonly unsafe struct GruCell : ISequenceCell
{
    public static int Gates => 3;

    public static bool HasCell => false;

    public static bool IsApart => true;

    public static bool HasKept => true;

    public static void Forward<V, T>(in SequenceRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* inner = row.Recurrent + (2 * units);
        GateLoop.Activate<SigmoidKernel, V, T>(default, row.Input, row.Recurrent, row.Gates, 2 * units);
        if (row.Kept != null)
        {
            Unsafe.CopyBlockUnaligned(row.Kept, inner, (uint)(units * sizeof(T)));
        }

        Update<V, T>(row.Gates, row.Input + (2 * units), inner, row.H, units);
    }

    public static void Gradient<V, T>(in SequenceGradientRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged => Back<V, T>(row.Gates, row.Kept, row.Before, row.Output, row.H, row.Recurrent, units);

    /// <summary>g = tanh(a + r ⊙ inner) and h = z ⊙ h + (1 − z) ⊙ g.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Update<V, T>(T* gates, T* a, T* inner, T* h, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* r = gates + units;
        T* g = r + units;
        nint i = 0;
        for (; i <= units - V.Count; i += V.Count)
        {
            V z = V.Load(gates + i);
            V candidate = V.Tanh(V.FusedMultiplyAdd(V.Load(r + i), V.Load(inner + i), V.Load(a + i)));
            V.Store(candidate, g + i);
            V.Store(V.FusedMultiplyAdd(z, V.Load(h + i), (V.Of(1) - z) * candidate), h + i);
        }

        if (i < units)
        {
            nint rest = units - i;
            V z = Tail.Load<V, T>(gates + i, rest);
            V candidate = V.Tanh(V.FusedMultiplyAdd(Tail.Load<V, T>(r + i, rest), Tail.Load<V, T>(inner + i, rest), Tail.Load<V, T>(a + i, rest)));
            Tail.Store(candidate, g + i, rest);
            V.Store(V.FusedMultiplyAdd(z, V.Load(h + i), (V.Of(1) - z) * candidate), h + i);
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void Back<V, T>(T* gates, T* inner, T* before, T* output, T* dh, T* target, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint two = 2 * units;
        nint i = 0;
        for (; i <= units - V.Count; i += V.Count)
        {
            T* place = gates + i;
            var values = new Values<V>(V.Load(place), V.Load(place + units), V.Load(place + two));
            V direct = values.Back(V.Load(inner + i), V.Load(before + i), V.Load(dh + i) + V.Load(output + i), out V ofInner);
            V.Store(direct, dh + i);
            T* copy = target + i;
            V.Store(values.Z, place);
            V.Store(values.R, place + units);
            V.Store(values.G, place + two);
            V.Store(values.Z, copy);
            V.Store(values.R, copy + units);
            V.Store(ofInner, copy + two);
        }

        if (i < units)
        {
            Rest<V, T>(gates + i, inner + i, before + i, output + i, dh + i, target + i, units, units - i);
        }
    }

    /// <summary>The units that do not fill a vector.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Rest<V, T>(T* gates, T* inner, T* before, T* output, T* dh, T* target, nint units, nint rest)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint two = 2 * units;
        var values = new Values<V>(Tail.Load<V, T>(gates, rest), Tail.Load<V, T>(gates + units, rest), Tail.Load<V, T>(gates + two, rest));
        V.Store(
            values.Back(Tail.Load<V, T>(inner, rest), Tail.Load<V, T>(before, rest), V.Load(dh) + Tail.Load<V, T>(output, rest), out V ofInner), dh);
        Tail.Store(values.Z, gates, rest);
        Tail.Store(values.R, gates + units, rest);
        Tail.Store(values.G, gates + two, rest);
        Tail.Store(values.Z, target, rest);
        Tail.Store(values.R, target + units, rest);
        Tail.Store(ofInner, target + two, rest);
    }

    /// <summary>The gates, and then the gradients of their sums.</summary>
    private struct Values<V>(V z, V r, V g)
        where V : struct, ILane<V>
    {
        public V Z = z;
        public V R = r;
        public V G = g;

        /// <summary>From h before the step and the gradient of h after it; gives that of h before it but for the product, and that of inner.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Back(V inner, V before, V dh, out V ofInner)
        {
            V one = V.Of(1);
            V direct = dh * Z;
            V dg = dh * (one - Z) * (one - (G * G));
            V dz = direct * (before - G) * (one - Z);
            ofInner = dg * R;
            R = ofInner * inner * (one - R);
            Z = dz;
            G = dg;
            return direct;
        }
    }
}
