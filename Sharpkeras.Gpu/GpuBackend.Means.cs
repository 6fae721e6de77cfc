using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Running means.</summary>
internal sealed partial class GpuBackend
{
    /// <summary>With more values one group would be slow: they are summed first.</summary>
    private const int MeanOfOneGroup = 1 << 14;

    public override void MeanUpdate(Tensor values, double factor, double divisor, double weight, Tensor total, Tensor count)
    {
        if (!values.DType.IsFloating())
        {
            base.MeanUpdate(values, factor, divisor, weight, total, count);
            return;
        }

        using var scope = new TensorScope();
        Tensor few = values;
        if (values.Length > MeanOfOneGroup)
        {
            few = Rent(Shape.Scalar, values.DType);
            Reduce(default(SumReduction), values, few, 1, Count(values), 1);
        }

        var launch = new MeanLaunch { Backend = this, Factor = factor, Divisor = divisor, Weight = weight, Values = few, Total = total, Number = count };
        Lanes.Floating(values.DType, ref launch);
    }

    private struct MeanLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public Parameter Factor;
        public Parameter Divisor;
        public Parameter Weight;
        public Tensor Values;
        public Tensor Total;
        public Tensor Number;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Values);
            int threads = Math.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length), 32, GroupSize);
            using Lock.Scope scope = Backend.Launch();
            Means<V>.Update.On(Backend)(
                new KernelConfig(1, threads),
                Factor,
                Divisor,
                Weight,
                FoldTile.OfRows(1, threads),
                length == 0 ? ArrayView<V>.Empty : View<V>(Values),
                View<V>(Total),
                View<V>(Number),
                length);
        }
    }

    private static class Means<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly
            GpuKernel<Action<KernelConfig, Parameter, Parameter, Parameter, FoldTile, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Update = new(
                static device => device.LoadStreamKernel<Parameter, Parameter, Parameter, FoldTile, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(
                    MeanKernels.Update));
    }
}
