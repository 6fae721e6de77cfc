namespace Sharpkeras.Tests.Support;

/// <summary>An array of double numbers for references, written with plain loops.</summary>
internal sealed class Nd
{
    public Nd(Shape shape, double[] data)
    {
        Shape = shape;
        Data = data;
    }

    public Shape Shape { get; }

    public double[] Data { get; }

    public double this[params ReadOnlySpan<int> index] => Data[Place(Shape, index)];

    /// <summary>An array whose elements are a function of their index.</summary>
    public static Nd Of(Shape shape, Func<int[], double> element)
    {
        double[] data = new double[shape.Length];
        int[] index = new int[shape.Rank];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = element(index);
            for (int axis = shape.Rank - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return new Nd(shape, data);
    }

    /// <summary>The element that broadcasting reads at an index of the result.</summary>
    public double Broadcast(int[] index)
    {
        int lead = index.Length - Shape.Rank;
        int[] own = new int[Shape.Rank];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = Shape[i] == 1 ? 0 : index[i + lead];
        }

        return this[own];
    }

    public static Nd From(Tensor tensor) => new(tensor.Shape, tensor.Cast(DType.Float64).ToArray<double>());

    /// <summary>A tensor with these numbers on a device.</summary>
    public Tensor To(DType dtype, Device device) => Tensor.FromSpan<double>(Data, Shape).Cast(dtype).To(device);

    private static int Place(Shape shape, ReadOnlySpan<int> index)
    {
        int place = 0;
        for (int i = 0; i < index.Length; i++)
        {
            place = (place * shape[i]) + index[i];
        }

        return place;
    }
}
