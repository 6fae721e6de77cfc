using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Gpu;

/// <summary>Steps of Adam for all variables of a model: a launch for each sixteen on CUDA, for each eight on OpenCL, whose space for arguments is smaller.</summary>
internal sealed partial class GpuBackend
{
    public override void AdamSteps(
        ReadOnlySpan<Tensor> variables,
        ReadOnlySpan<Tensor> gradients,
        ReadOnlySpan<Tensor> m,
        ReadOnlySpan<Tensor> v,
        double rate,
        double beta1,
        double beta2,
        double epsilon)
    {
        var numbers = new AdamNumbers(rate, beta1, beta2, epsilon);
        int most = AdamSlots<FloatLane>.Count * (accelerator.AcceleratorType == AcceleratorType.Cuda ? 2 : 1);
        for (int begin = 0; begin < variables.Length; begin += most)
        {
            int count = Math.Min(most, variables.Length - begin);
            var part = new AdamPart(variables.Slice(begin, count), gradients.Slice(begin, count), m.Slice(begin, count), v.Slice(begin, count));
            if (variables[0].DType == DType.Float32)
            {
                Start<FloatLane>(numbers, part);
            }
            else
            {
                Start<DoubleLane>(numbers, part);
            }
        }
    }

    private void Start<V>(in AdamNumbers numbers, AdamPart part)
        where V : unmanaged, ILane<V>
    {
        AdamSlots<V> first = part.Slots<V>(0, out int middle);
        AdamSlots<V> second = part.Slots<V>(AdamSlots<V>.Count, out int rest);
        int length = checked(middle + rest);
        if (length == 0)
        {
            return;
        }

        using Lock.Scope scope = Launch();
        if (rest == 0)
        {
            ManySteps<V>.Several.On(this)(Flat(length), numbers, first, length);
        }
        else
        {
            ManySteps<V>.Many.On(this)(Flat(length), numbers, first, second, middle, length);
        }
    }

    /// <summary>The variables of a launch.</summary>
    private readonly ref struct AdamPart(
        ReadOnlySpan<Tensor> variables, ReadOnlySpan<Tensor> gradients, ReadOnlySpan<Tensor> m, ReadOnlySpan<Tensor> v)
    {
        private readonly ReadOnlySpan<Tensor> variables = variables;
        private readonly ReadOnlySpan<Tensor> gradients = gradients;
        private readonly ReadOnlySpan<Tensor> m = m;
        private readonly ReadOnlySpan<Tensor> v = v;

        /// <summary>The slots from a variable on, and the number of their elements. Slots that are left over are empty, and end where all do.</summary>
        public AdamSlots<V> Slots<V>(int begin, out int length)
            where V : unmanaged, ILane<V>
        {
            var slots = default(AdamSlots<V>);
            length = 0;
            for (int i = 0; i < AdamSlots<V>.Count; i++)
            {
                var slot = default(AdamSlot<V>);
                int which = begin + i;
                if (which < variables.Length)
                {
                    length = checked(length + Count(variables[which]));
                    slot.Variable = View<V>(variables[which]);
                    slot.Gradient = View<V>(gradients[which]);
                    slot.M = View<V>(m[which]);
                    slot.V2 = View<V>(v[which]);
                }

                slot.End = length;
                slots.Set(i, slot);
            }

            return slots;
        }
    }

    private static class ManySteps<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, AdamNumbers, AdamSlots<V>, int>> Several = new(
            static device => device.LoadStreamKernel<AdamNumbers, AdamSlots<V>, int>(AdamKernels.Several));

        public static readonly GpuKernel<Action<KernelConfig, AdamNumbers, AdamSlots<V>, AdamSlots<V>, int, int>> Many = new(
            static device => device.LoadStreamKernel<AdamNumbers, AdamSlots<V>, AdamSlots<V>, int, int>(AdamKernels.Many));
    }
}
