using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Zeros in a shape, with values added at indices, in their order.</summary>
    /// <param name="indices">[…, k], int32 or int64: a place in the first k axes; negative ones count from the end.</param>
    /// <param name="values">The shape of the indices without their last axis, then that of the axes after the first k.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <returns>A tensor in the type of the values. Values with the same index are summed.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an index is outside.</exception>
    /// <example><code>Tensor y = Ops.Scatter(indices, values, [2, 2]);</code></example>
    public static Tensor Scatter(Tensor indices, Tensor values, Shape shape)
    {
        if (indices.IsSymbolic || values.IsSymbolic)
        {
            return Op.Compose("scatter", [indices, values], all => Scatter(all[0], all[1], shape), ("shape", shape));
        }

        return ScatterUpdate(Filled(values, shape, 0, values.DType), indices, values, ScatterReduction.Add);
    }

    /// <summary>A tensor with other values at indices, written in their order.</summary>
    /// <param name="x">Any shape; a numeric type where values are combined.</param>
    /// <param name="indices">[…, k], int32 or int64: a place in the first k axes of x; negative ones count from the end.</param>
    /// <param name="updates">The shape of the indices without their last axis, then that of the axes of x after the first k; its type.</param>
    /// <param name="reduction">How a value is combined with what is there; null replaces it, and of several with one index the last one stays.</param>
    /// <returns>A copy of the shape of x.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit, or an index is outside.</exception>
    /// <example><code>Tensor y = Ops.ScatterUpdate(x, indices, updates, ScatterReduction.Max);</code></example>
    public static Tensor ScatterUpdate(this Tensor x, Tensor indices, Tensor updates, ScatterReduction? reduction = null)
    {
        if (x.IsSymbolic || indices.IsSymbolic || updates.IsSymbolic)
        {
            return Op.Compose("scatter_update", [x, indices, updates], all => ScatterUpdate(all[0], all[1], all[2], reduction), ("reduction", reduction));
        }

        (Tensor flat, int depth) = FlatIndices(x.Shape, indices, "scatter_update");
        Shape rest = x.Shape[depth..];
        Shape wanted = [.. indices.Shape[..^1].ToArray(), .. rest.ToArray()];
        if (updates.Shape != wanted)
        {
            throw new ShapeException($"scatter_update — the updates must have shape {wanted} for indices {indices.Shape} into {x.Shape}. Received {updates.Shape}.");
        }

        int inner = checked((int)rest.Length);
        Tensor rows = x.Reshape([checked((int)x.Shape[..depth].Length), inner]);
        return ScatterRows(rows, flat, updates.Reshape([checked((int)flat.Length), inner]), reduction).Reshape(x.Shape);
    }

    /// <summary>The parts of a tensor at places in its first axes.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="indices">[…, k], int32 or int64: a place in the first k axes; negative ones count from the end.</param>
    /// <returns>The shape of the indices without their last axis, then that of the axes of x after the first k.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an index is outside.</exception>
    /// <example><code>Tensor picked = Ops.GatherNd(x, indices);</code></example>
    public static Tensor GatherNd(this Tensor x, Tensor indices)
    {
        if (x.IsSymbolic || indices.IsSymbolic)
        {
            return Op.Compose("gather_nd", [x, indices], all => GatherNd(all[0], all[1]));
        }

        (Tensor flat, int depth) = FlatIndices(x.Shape, indices, "gather_nd");
        Shape rest = x.Shape[depth..];
        Tensor rows = x.Reshape([checked((int)x.Shape[..depth].Length), checked((int)rest.Length)]);
        return Op.Apply(new TakeOp(0), rows, flat).Reshape([.. indices.Shape[..^1].ToArray(), .. rest.ToArray()]);
    }

    /// <summary>Picks entries along an axis by index: <see cref="Take"/> in TensorFlow's words.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="indices">int32 or int64, any shape.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The shape of x with the axis replaced by the shape of the indices.</returns>
    public static Tensor Gather(this Tensor x, Tensor indices, int axis = 0) => Take(x, indices, axis);

    internal static Tensor ScatterRows(Tensor rows, Tensor indices, Tensor updates, ScatterReduction? reduction) => reduction switch
    {
        null => Op.Apply(new ScatterReplaceOp(), rows, indices, updates),
        ScatterReduction.Add => Op.Apply(new ScatterAddOp(), rows, indices, updates),
        ScatterReduction.Mul => Op.Apply(new ScatterMultiplyOp(), rows, indices, updates),
        ScatterReduction.Max => Op.Apply(new ScatterExtremeOp<MaximumKernel>(), rows, indices, updates),
        _ => Op.Apply(new ScatterExtremeOp<MinimumKernel>(), rows, indices, updates),
    };

    /// <summary>Indices into the first axes, as one number each.</summary>
    private static (Tensor Flat, int Depth) FlatIndices(Shape shape, Tensor indices, string operation)
    {
        if (indices.Rank == 0 || indices.Shape[^1] > shape.Rank)
        {
            throw new ShapeException($"{operation} — the last axis of the indices names axes of shape {shape}. Received indices of shape {indices.Shape}.");
        }

        IndexCheck.Type(indices, operation);
        int depth = indices.Shape[^1];
        Tensor flat = Filled(indices, [checked((int)indices.Shape[..^1].Length)], 0, indices.DType);
        for (int axis = 0; axis < depth; axis++)
        {
            Tensor along = IndexCheck.Wrapped(Part(indices, indices.Rank - 1, axis, 1).Ravel(), shape[axis], operation);
            flat = (flat * shape[axis]) + along;
        }

        return (flat, depth);
    }
}
