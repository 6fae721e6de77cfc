using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Arithmetic on one step of sequences, each result a new tensor in the innermost scope.</summary>
internal readonly struct StepMath(Backend backend, SequenceGeometry geometry)
{
    private readonly TensorMath math = new(backend);

    public Tensor Add(Tensor a, Tensor b) => math.Add(a, b);

    public Tensor Subtract(Tensor a, Tensor b) => math.Subtract(a, b);

    public Tensor Multiply(Tensor a, Tensor b) => math.Multiply(a, b);

    public Tensor Zeros(int width, DType dtype)
    {
        Tensor zeros = backend.Rent([geometry.Batch, width], dtype);
        backend.Fill(zeros, 0);
        return zeros;
    }

    /// <summary>f(x).</summary>
    public Tensor Apply<K>(K kernel, Tensor x)
        where K : struct, IUnaryKernel
    {
        Tensor y = backend.Rent(x.Shape, x.DType);
        backend.Unary(kernel, x, y);
        return y;
    }

    /// <summary>The gradient of a function from its value.</summary>
    public Tensor Gradient<K>(K kernel, Tensor y, Tensor dy)
        where K : struct, IUnaryKernel
    {
        Tensor dx = backend.Rent(y.Shape, y.DType);
        backend.UnaryGradient(kernel, null, y, dy, dx);
        return dx;
    }

    /// <summary>x [batch, k] times w [k, n], or times w [n, k] turned.</summary>
    public Tensor Product(Tensor x, Tensor w, int n, bool turned)
    {
        Tensor y = backend.Rent([geometry.Batch, n], x.DType);
        backend.MatMul(x, w, y, 1, geometry.Batch, n, x.Shape[1], false, turned);
        return y;
    }

    /// <summary>A value where a mask [batch, 1] is set, else another.</summary>
    public Tensor Select(Tensor mask, Tensor value, Tensor other)
    {
        Tensor y = backend.Rent(value.Shape, value.DType);
        backend.Select(mask, value, other, y);
        return y;
    }

    /// <summary>A step of [batch, steps, n] as [batch, n].</summary>
    public Tensor At(Tensor x, int t)
    {
        int n = x.Shape[2];
        Tensor step = backend.Rent([geometry.Batch, n], x.DType);
        backend.CopyWindow(x, [0, t, 0], [1, 1, 1], step.View([geometry.Batch, 1, n], 0), [0, 0, 0], [1, 1, 1], [geometry.Batch, 1, n]);
        return step;
    }

    /// <summary>Writes a step of [batch, steps, n].</summary>
    public void Put(Tensor step, Tensor x, int t)
    {
        int n = x.Shape[2];
        Tensor source = step.View([geometry.Batch, 1, n], step.Offset);
        backend.CopyWindow(source, [0, 0, 0], [1, 1, 1], x, [0, t, 0], [1, 1, 1], [geometry.Batch, 1, n]);
    }

    /// <summary>Some parts of [batch, parts · units], beginning with one.</summary>
    public Tensor Part(Tensor x, int first, int count = 1)
    {
        int width = count * geometry.Units;
        Tensor part = backend.Rent([geometry.Batch, width], x.DType);
        backend.CopyWindow(x, [0, first * geometry.Units], [1, 1], part, [0, 0], [1, 1], [geometry.Batch, width]);
        return part;
    }

    /// <summary>Parts one beside the other.</summary>
    public Tensor Join(params ReadOnlySpan<Tensor> parts)
    {
        Tensor joined = backend.Rent([geometry.Batch, parts.Length * geometry.Units], parts[0].DType);
        for (int i = 0; i < parts.Length; i++)
        {
            backend.CopyWindow(parts[i], [0, 0], [1, 1], joined, [0, i * geometry.Units], [1, 1], [geometry.Batch, geometry.Units]);
        }

        return joined;
    }
}
