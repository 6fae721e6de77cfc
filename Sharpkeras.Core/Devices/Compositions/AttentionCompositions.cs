using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>
/// Attention by heads of batched products: heads come before steps in copies of the inputs, and heads of queries that share one of keys are rows of
/// one matrix.
/// </summary>
internal static class AttentionCompositions
{
    private static readonly int[] Swap = [0, 2, 1, 3];

    public static void Forward(
        Backend backend, in AttentionGeometry g, Tensor query, Tensor key, Tensor value, Tensor? bias, Tensor? mask, Tensor y, Tensor? statistics)
    {
        using var scope = new TensorScope();
        Tensor logits = Logits(backend, g, Swapped(backend, query), Swapped(backend, key), bias, mask, Earlier(backend, g));
        Tensor weights = Weights(backend, g, logits);
        if (statistics != null)
        {
            // the largest weight of a row is exp(0) / Σ exp(logit − largest)
            int rows = checked(g.Batch * g.Heads * g.Targets);
            backend.Reduce(default(MaxReduction), logits, statistics.View([rows], statistics.Offset), rows, g.Sources, 1);
            backend.Reduce(default(MaxReduction), weights, statistics.View([rows], statistics.Offset + rows), rows, g.Sources, 1);
        }

        Tensor means = backend.Rent([g.Batch, g.Heads, g.Targets, g.ValueSize], y.DType);
        backend.MatMul(weights, Swapped(backend, value), means, g.Batch * g.KeyHeads, g.Group * g.Targets, g.ValueSize, g.Sources, false, false);
        backend.Transpose(means, Swap, y);
    }

    public static void Gradient(
        Backend backend,
        in AttentionGeometry g,
        Tensor query,
        Tensor key,
        Tensor value,
        Tensor? bias,
        Tensor? mask,
        Tensor statistics,
        Tensor dy,
        Tensor? dquery,
        Tensor? dkey,
        Tensor? dvalue,
        Tensor? dlogits)
    {
        using var scope = new TensorScope();
        (Tensor q, Tensor k, Tensor dmeans) = (Swapped(backend, query), Swapped(backend, key), Swapped(backend, dy));
        Tensor? earlier = Earlier(backend, g);
        Tensor weights = Weights(backend, g, Logits(backend, g, q, k, bias, mask, earlier));
        (int matrices, int rows) = (g.Batch * g.KeyHeads, g.Group * g.Targets);
        if (dvalue != null)
        {
            Tensor dv = backend.Rent([g.Batch, g.KeyHeads, g.Sources, g.ValueSize], dy.DType);
            backend.MatMul(weights, dmeans, dv, matrices, g.Sources, g.ValueSize, rows, true, false);
            backend.Transpose(dv, Swap, dvalue);
        }

        Tensor dweights = backend.Rent(g.Logits, dy.DType);
        backend.MatMul(dmeans, Swapped(backend, value), dweights, matrices, rows, g.Sources, g.ValueSize, false, true);
        Tensor gradient = backend.Rent(g.Logits, dy.DType);
        backend.SoftmaxGradient(weights, dweights, gradient, matrices * rows, g.Sources);
        gradient = Where(backend, earlier, Where(backend, mask, gradient, 0), 0);
        if (dlogits != null)
        {
            backend.Copy(gradient, dlogits);
        }

        Tensor scaled = new TensorMath(backend).Multiply(gradient, backend.Constant(g.Scale, dy.DType));
        if (dquery != null)
        {
            Tensor dq = backend.Rent(q.Shape, dy.DType);
            backend.MatMul(scaled, k, dq, matrices, rows, g.Size, g.Sources, false, false);
            backend.Transpose(dq, Swap, dquery);
        }

        if (dkey != null)
        {
            Tensor dk = backend.Rent(k.Shape, dy.DType);
            backend.MatMul(scaled, q, dk, matrices, g.Sources, g.Size, rows, true, false);
            backend.Transpose(dk, Swap, dkey);
        }
    }

    private static Tensor Swapped(Backend backend, Tensor x)
    {
        Tensor swapped = backend.Rent([x.Shape[0], x.Shape[2], x.Shape[1], x.Shape[3]], x.DType);
        backend.Transpose(x, Swap, swapped);
        return swapped;
    }

    private static Tensor Logits(Backend backend, in AttentionGeometry g, Tensor q, Tensor k, Tensor? bias, Tensor? mask, Tensor? earlier)
    {
        var math = new TensorMath(backend);
        Tensor products = backend.Rent(g.Logits, q.DType);
        backend.MatMul(q, k, products, g.Batch * g.KeyHeads, g.Group * g.Targets, g.Sources, g.Size, false, true);
        Tensor logits = math.Multiply(products, backend.Constant(g.Scale, q.DType));
        logits = bias == null ? logits : math.Add(logits, bias);
        return Where(backend, earlier, Where(backend, mask, logits, AttentionGeometry.HiddenLogit), AttentionGeometry.HiddenLogit);
    }

    private static Tensor Weights(Backend backend, in AttentionGeometry g, Tensor logits)
    {
        Tensor weights = backend.Rent(g.Logits, logits.DType);
        backend.Softmax(logits, weights, g.Batch * g.Heads * g.Targets, g.Sources);
        return weights;
    }

    /// <summary>Which sources are not after a target, Boolean [targets, sources]; null where that does not matter.</summary>
    private static Tensor? Earlier(Backend backend, in AttentionGeometry g)
    {
        if (!g.IsCausal)
        {
            return null;
        }

        byte[] earlier = new byte[checked(g.Targets * g.Sources)];
        for (int target = 0; target < g.Targets; target++)
        {
            earlier.AsSpan(target * g.Sources, Math.Min(target + 1, g.Sources)).Fill(1);
        }

        Tensor tensor = backend.Rent([g.Targets, g.Sources], DType.Bool);
        backend.Upload(earlier, tensor);
        return tensor;
    }

    private static Tensor Where(Backend backend, Tensor? condition, Tensor x, double other)
    {
        if (condition == null)
        {
            return x;
        }

        Tensor y = backend.Rent(x.Shape, x.DType);
        backend.Select(condition, x, backend.Constant(other, x.DType), y);
        return y;
    }
}
