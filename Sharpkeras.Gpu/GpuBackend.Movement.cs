using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Moving elements: constants, choices, windows and transposes, by element size alone.</summary>
internal sealed partial class GpuBackend
{
    /// <summary>Below this length of either axis a transpose's tiles would be mostly empty.</summary>
    private const int LeastTiled = 16;

    public override void Fill(Tensor target, double value)
    {
        var launch = new FillLaunch { Backend = this, Bits = BitsOf(target.DType, value), Y = target };
        Lanes.Move(target.DType, ref launch);
    }

    public override void Select(Tensor condition, Tensor a, Tensor b, Tensor y)
    {
        var launch = new SelectLaunch { Backend = this, Condition = condition, A = a, B = b, Y = y };
        Lanes.Move(y.DType, ref launch);
    }

    public override void CopyWindow(
        Tensor source,
        ReadOnlySpan<int> sourceStart,
        ReadOnlySpan<int> sourceStep,
        Tensor target,
        ReadOnlySpan<int> targetStart,
        ReadOnlySpan<int> targetStep,
        ReadOnlySpan<int> size)
    {
        _ = Count(source);
        _ = Count(target);
        if (!size.Contains(0))
        {
            CopyBox(BoxPlan.OfWindow(source.Shape, sourceStart, sourceStep, target.Shape, targetStart, targetStep, size), source, target);
        }
    }

    public override void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y)
    {
        if (Count(y) == 0)
        {
            return;
        }

        BoxPlan box = BoxPlan.OfTranspose(x.Shape, permutation);
        int inner = box.SourceInner();
        if (inner < 0 || box.Size(0) < LeastTiled || box.Size(inner) < LeastTiled)
        {
            CopyBox(box, x, y);
            return;
        }

        var launch = new TransposeLaunch { Backend = this, Box = box, Inner = inner, X = x, Y = y };
        Lanes.Move(y.DType, ref launch);
    }

    /// <summary>Copies a box that is not empty: the driver one without gaps, else a kernel in the largest elements that stay together.</summary>
    private void CopyBox(BoxPlan box, Tensor source, Tensor target)
    {
        int size = source.DType.Size();
        if (box.IsContiguous)
        {
            (int from, int to) = box.Start;
            long bytes = (long)box.Length * size;
            using Lock.Scope scope = Launch();
            View<byte>(source).SubView((long)from * size, bytes).CopyTo(
                accelerator.DefaultStream, View<byte>(target).SubView((long)to * size, bytes));
            return;
        }

        while (CanPair(size, source, target) && box.TryPair())
        {
            size *= 2;
        }

        var launch = new BoxLaunch { Backend = this, Box = box, Source = source, Target = target };
        Lanes.Move(MoverOf(size), ref launch);
    }

    /// <summary>Whether both tensors can be seen in elements of twice a size in bytes.</summary>
    private static bool CanPair(int size, Tensor source, Tensor target)
    {
        int own = source.DType.Size();
        return size < sizeof(long) && source.Offset * own % (2 * size) == 0 && target.Offset * own % (2 * size) == 0;
    }

    /// <summary>A type of a size in bytes: elements that are only moved are of no type.</summary>
    private static DType MoverOf(int size) => size switch
    {
        1 => DType.UInt8,
        2 => DType.Int16,
        4 => DType.Int32,
        _ => DType.Int64,
    };

    /// <summary>A number in a type, as the bits of an integer of the type's size.</summary>
    private static long BitsOf(DType dtype, double value) => dtype switch
    {
        _ when value == 0 => 0,
        DType.Float32 => BitConverter.SingleToInt32Bits((float)value),
        DType.Float64 => BitConverter.DoubleToInt64Bits(value),
        DType.Int8 => (sbyte)value,
        DType.UInt8 => (byte)value,
        DType.Int16 => (short)value,
        DType.Int32 => (int)value,
        DType.Int64 => (long)value,
        _ => 1,
    };

    /// <summary>The low bytes of an integer as an element that is only moved.</summary>
    private static T Mover<T>(long bits)
        where T : unmanaged => System.Runtime.CompilerServices.Unsafe.As<long, T>(ref bits);

    private struct FillLaunch : IMoveLaunch
    {
        public GpuBackend Backend;
        public long Bits;
        public Tensor Y;

        public readonly void Run<T>()
            where T : unmanaged
        {
            int length = Count(Y);
            if (length > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                Moves<T>.Fill.On(Backend)(Backend.Flat(length), Mover<T>(Bits), View<T>(Y), length);
            }
        }
    }

    private struct SelectLaunch : IMoveLaunch
    {
        public GpuBackend Backend;
        public Tensor Condition;
        public Tensor A;
        public Tensor B;
        public Tensor Y;

        public readonly void Run<T>()
            where T : unmanaged
        {
            int length = Count(Y);
            if (length > 0)
            {
                var walk = BroadcastWalk.Of(new BroadcastPlan(Y.Shape, Condition.Shape, A.Shape, B.Shape));
                using Lock.Scope scope = Backend.Launch();
                Moves<T>.Select.On(Backend)(Backend.Flat(length), walk, View<byte>(Condition), View<T>(A), View<T>(B), View<T>(Y), length);
            }
        }
    }

    private struct BoxLaunch : IMoveLaunch
    {
        public GpuBackend Backend;
        public BoxPlan Box;
        public Tensor Source;
        public Tensor Target;

        public readonly void Run<T>()
            where T : unmanaged
        {
            using Lock.Scope scope = Backend.Launch();
            Moves<T>.Box.On(Backend)(Backend.Flat(Box.Length), Box.Walk(), View<T>(Source), View<T>(Target), Box.Length);
        }
    }

    private struct TransposeLaunch : IMoveLaunch
    {
        public GpuBackend Backend;
        public BoxPlan Box;
        public int Inner;
        public Tensor X;
        public Tensor Y;

        public readonly void Run<T>()
            where T : unmanaged
        {
            BoxPlan batches = Box.Without(0, Inner);
            int rows = Box.Size(0);
            int columns = Box.Size(Inner);
            int tiles = checked(batches.Length * TilesOf(rows) * TilesOf(columns));
            var config = new KernelConfig(Math.Min(tiles, Backend.mostGroups), GroupSize);
            using Lock.Scope scope = Backend.Launch();
            Moves<T>.Transpose.On(Backend)(
                config, batches.Walk(), View<T>(X), View<T>(Y), rows, columns, Box.Source(0), Box.Target(Inner), tiles);
        }

        private static int TilesOf(int length) => (length + MoveKernels.Tile - 1) / MoveKernels.Tile;
    }

    private static class Moves<T>
        where T : unmanaged
    {
        public static readonly GpuKernel<Action<KernelConfig, T, ArrayView<T>, int>> Fill = new(
            static device => device.LoadStreamKernel<T, ArrayView<T>, int>(MoveKernels.Fill));

        public static readonly GpuKernel<Action<KernelConfig, BroadcastWalk, ArrayView<byte>, ArrayView<T>, ArrayView<T>, ArrayView<T>, int>>
            Select = new(static device =>
                device.LoadStreamKernel<BroadcastWalk, ArrayView<byte>, ArrayView<T>, ArrayView<T>, ArrayView<T>, int>(MoveKernels.Select));

        public static readonly GpuKernel<Action<KernelConfig, BoxWalk, ArrayView<T>, ArrayView<T>, int>> Box = new(
            static device => device.LoadStreamKernel<BoxWalk, ArrayView<T>, ArrayView<T>, int>(MoveKernels.CopyBox));

        public static readonly GpuKernel<Action<KernelConfig, BoxWalk, ArrayView<T>, ArrayView<T>, int, int, int, int, int>> Transpose = new(
            static device => device.LoadStreamKernel<BoxWalk, ArrayView<T>, ArrayView<T>, int, int, int, int, int>(MoveKernels.Transpose));
    }
}
