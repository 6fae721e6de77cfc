using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Moves an axis to another place; the others keep their order.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="source">The axis, negative from the end.</param>
    /// <param name="destination">Where it goes, negative from the end.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor channelsFirst = Ops.MoveAxis(images, -1, 1);</code></example>
    public static Tensor MoveAxis(this Tensor x, int source, int destination) => MoveAxis(x, [source], [destination]);

    /// <summary>Moves several axes to other places; the others keep their order.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="sources">The axes, negative from the end.</param>
    /// <param name="destinations">Where each goes, negative from the end.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">The numbers of axes differ, there is no such axis, or one is named twice.</exception>
    public static Tensor MoveAxis(this Tensor x, int[] sources, int[] destinations)
    {
        if (sources.Length != destinations.Length)
        {
            throw new ArgumentException(
                $"moveaxis — needs a place for each axis. Received {Text.Of(sources.Length)} axes and {Text.Of(destinations.Length)} places.", nameof(destinations));
        }

        var from = new AxisSet(x.Shape, sources, false, "moveaxis");
        var to = new AxisSet(x.Shape, destinations, false, "moveaxis");
        var others = new Queue<int>(Enumerable.Range(0, x.Rank).Where(axis => !from.Contains(axis)));
        int[] order = new int[x.Rank];
        for (int i = 0; i < sources.Length; i++)
        {
            order[x.Shape.Axis(destinations[i], "moveaxis")] = x.Shape.Axis(sources[i], "moveaxis");
        }

        for (int axis = 0; axis < order.Length; axis++)
        {
            order[axis] = to.Contains(axis) ? order[axis] : others.Dequeue();
        }

        return Transpose(x, order);
    }

    /// <summary>Two axes in each other's place.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis1">The one axis, negative from the end.</param>
    /// <param name="axis2">The other.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor SwapAxes(this Tensor x, int axis1, int axis2)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank)];
        int first = x.Shape.Axis(axis1, "swapaxes");
        int second = x.Shape.Axis(axis2, "swapaxes");
        (order[first], order[second]) = (order[second], order[first]);
        return Transpose(x, order);
    }

    /// <summary>A quarter turn, or several, in the plane of two axes, from the first towards the second.</summary>
    /// <param name="x">Rank 2 or more, any type.</param>
    /// <param name="k">How many turns, negative the other way round.</param>
    /// <param name="axes">Two different axes, negative from the end; null for the first two.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">There are not two different axes.</exception>
    /// <example><code>Tensor turned = Ops.Rot90(matrix);</code></example>
    public static Tensor Rot90(this Tensor x, int k = 1, int[]? axes = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("rot90", x, own => Rot90(own, k, axes), ("k", k), ("axis", axes));
        }

        int[] plane = axes ?? [0, 1];
        if (x.Rank < 2 || plane.Length != 2 || x.Shape.Axis(plane[0], "rot90") == x.Shape.Axis(plane[1], "rot90"))
        {
            throw new ArgumentException(
                $"rot90 — needs rank 2 or more and two different axes. Received shape {x.Shape} and axes {Text.List<int>(plane, axis => Text.Of(axis))}.", nameof(axes));
        }

        return (((k % 4) + 4) % 4) switch
        {
            1 => SwapAxes(Flip(x, plane[1]), plane[0], plane[1]),
            2 => Flip(x, plane),
            3 => Flip(SwapAxes(x, plane[0], plane[1]), plane[1]),
            _ => x,
        };
    }
}
