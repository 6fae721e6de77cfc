using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Arithmetic of compositions, each result a new tensor in the innermost scope.</summary>
internal readonly struct TensorMath(Backend backend)
{
    public Tensor Add(Tensor a, Tensor b) => Number(default(AddKernel), a, b);

    public Tensor Add(Tensor a, double b) => Add(a, backend.Constant(b, a.DType));

    public Tensor Subtract(Tensor a, Tensor b) => Number(default(SubtractKernel), a, b);

    public Tensor Multiply(Tensor a, Tensor b) => Number(default(MultiplyKernel), a, b);

    public Tensor Divide(Tensor a, double b)
    {
        Tensor y = backend.Rent(a.Shape, a.DType);
        backend.Binary(default(DivideKernel), a, backend.Constant(b, a.DType), y);
        return y;
    }

    /// <summary>1 / √(x + ε).</summary>
    public Tensor InverseRoot(Tensor x, double epsilon)
    {
        Tensor root = Add(x, epsilon);
        backend.Unary(default(SqrtKernel), root, root);
        backend.Binary(default(DivideKernel), backend.Constant(1, x.DType), root, root);
        return root;
    }

    /// <summary>The sum over the middle of [outer, reduced, inner], in a shape of the caller's.</summary>
    public Tensor Sum(Tensor x, int outer, int reduced, int inner, Shape shape)
    {
        Tensor y = backend.Rent(shape, x.DType);
        backend.Reduce(default(SumReduction), x, y, outer, reduced, inner);
        return y;
    }

    /// <summary>f(a, b) with broadcasting.</summary>
    private Tensor Number<K>(K kernel, Tensor a, Tensor b)
        where K : struct, INumberBinaryKernel
    {
        Tensor y = backend.Rent(Check.Broadcast(a.Shape, b.Shape, "composition"), a.DType);
        backend.NumberBinary(kernel, a, b, y);
        return y;
    }
}
