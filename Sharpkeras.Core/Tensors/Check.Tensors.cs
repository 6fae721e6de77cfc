namespace Sharpkeras.Diagnostics;

/// <summary>Checks of shapes and types. They lie with the tensors, since diagnostics know none.</summary>
internal static partial class Check
{
    public static void Floating(Tensor tensor, string operation)
    {
        if (!tensor.DType.IsFloating())
        {
            throw new DTypeException(
                $"{operation} — needs float32 or float64. Received {tensor.DType.KerasName()}; convert with tensor.Cast(DType.Float32).");
        }
    }

    public static void Numeric(Tensor tensor, string operation)
    {
        if (tensor.DType == DType.Bool)
        {
            throw new DTypeException($"{operation} — needs numbers. Received bool; convert with tensor.Cast(DType.Float32).");
        }
    }

    public static void Integer(Tensor tensor, string operation)
    {
        if (tensor.DType.IsFloating() || tensor.DType == DType.Bool)
        {
            throw new DTypeException($"{operation} — needs integers. Received {tensor.DType.KerasName()}; convert with tensor.Cast(DType.Int32).");
        }
    }

    /// <summary>Values that are written into a tensor in place.</summary>
    public static void SameDevice(Tensor target, Tensor values, string operation)
    {
        if (target.Device != values.Device)
        {
            throw new DeviceMismatchException(
                $"{operation} — lies on {target.Device}. Received values on {values.Device}; move them with tensor.To(device).");
        }
    }

    public static void SameDType(Tensor left, Tensor right, string operation)
    {
        if (left.DType != right.DType)
        {
            throw new DTypeException(
                $"{operation} — both operands need the same element type; none is converted silently. "
                + $"Received {left.DType.KerasName()} and {right.DType.KerasName()}; convert one with tensor.Cast(DType.{left.DType}).");
        }
    }

    public static void Rank(Tensor tensor, int rank, string operation, string layout)
    {
        if (tensor.Rank != rank)
        {
            throw new ShapeException($"{operation} — needs a tensor of rank {rank}, {layout}. Received shape {tensor.Shape}.");
        }
    }

    public static void SameShape(Shape left, Shape right, string operation)
    {
        if (left != right)
        {
            throw new ShapeException($"{operation} — both operands need the same shape. Received {left} and {right}.");
        }
    }

    /// <summary>The shape to which both broadcast: equal dimensions, or 1, aligned at the end (NumPy's rule).</summary>
    public static Shape Broadcast(Shape left, Shape right, string operation)
    {
        if (left == right)
        {
            return left;
        }

        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> result = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int a = i <= left.Rank ? left[^i] : 1;
            int b = i <= right.Rank ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
            {
                throw new ShapeException(
                    $"{operation} — the shapes do not broadcast: dimension {-i} is {a} and {b}. "
                    + $"Received {left} and {right}; dimensions must agree or be 1.");
            }

            result[^i] = a == 1 ? b : a;
        }

        return Shape.Create(result);
    }
}
