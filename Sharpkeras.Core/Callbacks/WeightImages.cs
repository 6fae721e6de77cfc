namespace Sharpkeras.Callbacks;

/// <summary>Weights as pictures, in the forms that Keras's callback gives them.</summary>
internal static class WeightImages
{
    /// <summary>
    /// [pictures, height, width, channels] of a weight without its axes of length one: a vector is a column, a matrix lies on its longer side,
    /// of three axes the last one counts pictures; null for weights of other forms.
    /// </summary>
    public static Tensor? Of(Tensor weight)
    {
        Tensor value = Ops.StopGradient(weight);
        Tensor plain = value.Reshape([.. value.Shape.ToArray().Where(size => size != 1)]);
        Tensor images = plain.Rank switch
        {
            1 => plain.Reshape([1, plain.Shape[0], 1, 1]),
            2 => Flat(plain),
            3 => Ops.Transpose(plain, [2, 0, 1]).Reshape([plain.Shape[2], plain.Shape[0], plain.Shape[1], 1]),
            _ => plain,
        };
        bool fits = images.Rank == 4 && images.Shape[3] is (1 or 3 or 4) && images.DType is (DType.Float32 or DType.Float64) && images.Length > 0;
        return fits ? images : null;
    }

    private static Tensor Flat(Tensor matrix)
    {
        Tensor wide = matrix.Shape[0] > matrix.Shape[1] ? Ops.Transpose(matrix, [1, 0]) : matrix;
        return wide.Reshape([1, wide.Shape[0], wide.Shape[1], 1]);
    }
}
