using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>A variable with its gradient and moments, and where its elements end in the count of all.</summary>
internal struct AdamSlot<V>
    where V : unmanaged, ILane<V>
{
    public ArrayView<V> Variable, Gradient, M, V2;
    public int End;

    /// <summary>A step for an element.</summary>
    public readonly void Step(in AdamNumbers numbers, int i) => Variable[i] -= AdamKernels.Step(numbers, Gradient[i], ref M[i], ref V2[i]);
}

/// <summary>As many variables as OpenCL's least space for arguments holds, 1,024 bytes.</summary>
internal struct AdamSlots<V>
    where V : unmanaged, ILane<V>
{
    /// <summary>The number of variables.</summary>
    public const int Count = 8;

    public AdamSlot<V> S0, S1, S2, S3, S4, S5, S6, S7;

    /// <summary>A step for one of all elements.</summary>
    public readonly void Step(in AdamNumbers numbers, int i)
    {
        if (i < S3.End)
        {
            StepFirst(numbers, i);
        }
        else if (i < S4.End)
        {
            S4.Step(numbers, i - S3.End);
        }
        else if (i < S5.End)
        {
            S5.Step(numbers, i - S4.End);
        }
        else if (i < S6.End)
        {
            S6.Step(numbers, i - S5.End);
        }
        else
        {
            S7.Step(numbers, i - S6.End);
        }
    }

    /// <summary>Puts a variable into its place.</summary>
    public void Set(int place, AdamSlot<V> slot)
    {
        switch (place)
        {
            case 0: S0 = slot; break;
            case 1: S1 = slot; break;
            case 2: S2 = slot; break;
            case 3: S3 = slot; break;
            case 4: S4 = slot; break;
            case 5: S5 = slot; break;
            case 6: S6 = slot; break;
            default: S7 = slot; break;
        }
    }

    private readonly void StepFirst(in AdamNumbers numbers, int i)
    {
        if (i < S0.End)
        {
            S0.Step(numbers, i);
        }
        else if (i < S1.End)
        {
            S1.Step(numbers, i - S0.End);
        }
        else if (i < S2.End)
        {
            S2.Step(numbers, i - S1.End);
        }
        else
        {
            S3.Step(numbers, i - S2.End);
        }
    }
}
