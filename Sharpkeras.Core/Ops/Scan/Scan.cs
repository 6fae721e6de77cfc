using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>A function applied to one entry of the first axis after the other, with a value that goes from each to the next.</summary>
    /// <param name="f">The next value and an output, from the value so far and an entry.</param>
    /// <param name="init">The first value.</param>
    /// <param name="xs">At least one entry.</param>
    /// <param name="reverse">Whether to go from the last entry to the first.</param>
    /// <returns>The last value, and the outputs stacked in the order of the entries.</returns>
    /// <exception cref="ShapeException">There is no entry.</exception>
    /// <example><code>(Tensor last, Tensor sums) = Ops.Scan((sum, x) => (sum + x, sum + x), Ops.Zeros([]), xs);</code></example>
    public static (Tensor Carry, Tensor Ys) Scan(Func<Tensor, Tensor, (Tensor Carry, Tensor Y)> f, Tensor init, Tensor xs, bool reverse = false)
    {
        Tensor[] entries = Entries(xs, "scan");
        var ys = new Tensor[entries.Length];
        Tensor carry = init;
        for (int i = 0; i < entries.Length; i++)
        {
            int at = reverse ? entries.Length - 1 - i : i;
            (carry, ys[at]) = f(carry, entries[at]);
        }

        return (carry, Stack(ys));
    }

    /// <summary>
    /// An associative function folded along an axis, all results of the way kept: y[i] = f(y[i − 1], x[i]). The calls are as many as the length
    /// has binary digits, each for a range of entries.
    /// </summary>
    /// <param name="f">An associative function of entries along the axis, in any number.</param>
    /// <param name="elems">Rank 1 or more.</param>
    /// <param name="reverse">Whether to begin at the end.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor largest = Ops.AssociativeScan(Ops.Maximum, x);</code></example>
    public static Tensor AssociativeScan(Func<Tensor, Tensor, Tensor> f, Tensor elems, bool reverse = false, int axis = 0)
    {
        if (elems.IsSymbolic)
        {
            return Op.Compose("associative_scan", elems, own => AssociativeScan(f, own, reverse, axis), arguments: null);
        }

        int place = elems.Shape.Axis(axis, "associative_scan");
        if (reverse)
        {
            return Flip(AssociativeScan(f, Flip(elems, place), false, place), place);
        }

        // after each round entry i holds the fold of the last 2·reach entries up to i (Hillis and Steele 1986)
        Tensor y = elems;
        for (int reach = 1; reach < elems.Shape[place]; reach *= 2)
        {
            int rest = elems.Shape[place] - reach;
            Tensor folded = f(Part(y, place, 0, rest), Part(y, place, reach, rest));
            y = Concatenate([Part(y, place, 0, reach), folded], place);
        }

        return y;
    }

    /// <summary>A function applied to each entry of the first axis.</summary>
    /// <param name="function">The function of one entry; its results have one shape.</param>
    /// <param name="elements">At least one entry.</param>
    /// <returns>The results stacked.</returns>
    /// <exception cref="ShapeException">There is no entry.</exception>
    public static Tensor VectorizedMap(Func<Tensor, Tensor> function, Tensor elements) =>
        Stack([.. Entries(elements, "vectorized_map").Select(function)]);

    private static Tensor[] Entries(Tensor x, string operation) => x.Rank > 0 && x.Shape[0] > 0
        ? Unstack(x)
        : throw new ShapeException($"{operation} — needs at least one entry along the first axis. Received shape {x.Shape}.");
}
