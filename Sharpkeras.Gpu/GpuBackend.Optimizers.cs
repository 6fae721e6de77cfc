using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Optimizer steps, one launch a variable.</summary>
internal sealed partial class GpuBackend
{
    public override void SgdStep(Tensor variable, Tensor gradient, Tensor? m, double rate, double momentum, bool nesterov)
    {
        var launch = new SgdLaunch
        {
            Backend = this,
            Variable = variable,
            Gradient = gradient,
            M = m,
            Rate = rate,
            Momentum = momentum,
            Nesterov = nesterov,
        };
        Lanes.Floating(variable.DType, ref launch);
    }

    public override void AdamStep(
        Tensor variable, Tensor gradient, Tensor m, Tensor v, Tensor? vMax, double rate, double beta1, double beta2, double epsilon)
    {
        var launch = new AdamLaunch
        {
            Backend = this,
            Variable = variable,
            Gradient = gradient,
            M = m,
            V = v,
            Largest = vMax,
            Numbers = new AdamNumbers(rate, beta1, beta2, epsilon),
        };
        Lanes.Floating(variable.DType, ref launch);
    }

    private struct SgdLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public Tensor Variable;
        public Tensor Gradient;
        public Tensor? M;
        public Parameter Rate;
        public Parameter Momentum;
        public bool Nesterov;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Variable);
            if (length == 0)
            {
                return;
            }

            KernelConfig config = Backend.Flat(length);
            using Lock.Scope scope = Backend.Launch();
            if (M == null)
            {
                Steps<V>.Sgd.On(Backend)(config, Rate, View<V>(Variable), View<V>(Gradient), length);
            }
            else
            {
                byte nesterov = Nesterov ? (byte)1 : (byte)0;
                Steps<V>.Momentum.On(Backend)(config, Rate, Momentum, nesterov, View<V>(Variable), View<V>(Gradient), View<V>(M), length);
            }
        }
    }

    private struct AdamLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public Tensor Variable;
        public Tensor Gradient;
        public Tensor M;
        public Tensor V;
        public Tensor? Largest;
        public AdamNumbers Numbers;

        public readonly void Run<L>()
            where L : unmanaged, ILane<L>, IScalarLane<L>
        {
            int length = Count(Variable);
            if (length == 0)
            {
                return;
            }

            KernelConfig config = Backend.Flat(length);
            using Lock.Scope scope = Backend.Launch();
            if (Largest == null)
            {
                Steps<L>.Adam.On(Backend)(config, Numbers, View<L>(Variable), View<L>(Gradient), View<L>(M), View<L>(V), length);
            }
            else
            {
                Steps<L>.Amsgrad.On(Backend)(
                    config, Numbers, View<L>(Variable), View<L>(Gradient), View<L>(M), View<L>(V), View<L>(Largest), length);
            }
        }
    }

    private static class Steps<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, Parameter, ArrayView<V>, ArrayView<V>, int>> Sgd = new(
            static device => device.LoadStreamKernel<Parameter, ArrayView<V>, ArrayView<V>, int>(SgdKernels.Sgd));

        public static readonly
            GpuKernel<Action<KernelConfig, Parameter, Parameter, byte, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Momentum = new(
                static device => device.LoadStreamKernel<Parameter, Parameter, byte, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(SgdKernels.Momentum));

        public static readonly
            GpuKernel<Action<KernelConfig, AdamNumbers, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Adam = new(
                static device => device.LoadStreamKernel<AdamNumbers, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(AdamKernels.Adam));

        public static readonly
            GpuKernel<Action<KernelConfig, AdamNumbers, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Amsgrad = new(
                static device => device.LoadStreamKernel<AdamNumbers, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(
                    AdamKernels.Amsgrad));
    }
}
