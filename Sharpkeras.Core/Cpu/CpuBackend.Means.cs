using System.Numerics;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Running means.</summary>
internal sealed unsafe partial class CpuBackend
{
    /// <summary>What follows the sum is arithmetic on single numbers, for which kernels would be far too much.</summary>
    public override void MeanUpdate(Tensor values, double factor, double divisor, double weight, Tensor total, Tensor count)
    {
        if (!values.DType.IsFloating())
        {
            base.MeanUpdate(values, factor, divisor, weight, total, count);
            return;
        }

        using var scope = new TensorScope();
        Tensor sum = Rent(Shape.Scalar, values.DType);
        Reduce(default(SumReduction), values, sum, 1, checked((int)values.Length), 1);
        if (values.DType == DType.Float32)
        {
            Take(*At<float>(sum), factor, divisor, weight, At<float>(total), At<float>(count));
        }
        else
        {
            Take(*At<double>(sum), factor, divisor, weight, At<double>(total), At<double>(count));
        }
    }

    private static void Take<T>(T sum, double factor, double divisor, double weight, T* total, T* count)
        where T : unmanaged, INumber<T>
    {
        if (factor != 1)
        {
            sum *= T.CreateTruncating(factor);
        }

        if (divisor != 1)
        {
            sum /= T.CreateTruncating(divisor);
        }

        *total += sum;
        *count += T.CreateTruncating(weight);
    }
}
