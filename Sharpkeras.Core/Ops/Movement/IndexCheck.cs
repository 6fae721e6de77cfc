using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// Checks of indices and labels. Values in ordinary memory are looked at at once; a device looks by itself, and reports when values are read
/// from it.
/// </summary>
internal static class IndexCheck
{
    public static void Type(Tensor indices, string operation)
    {
        if (indices.DType is not (DType.Int32 or DType.Int64))
        {
            throw new DTypeException(
                $"{operation} — indices are int32 or int64. Received {indices.DType.KerasName()}; convert with indices.Cast(DType.Int32).");
        }
    }

    /// <summary>The same for labels that mark their losses as not a number where they are outside: on a device that is enough, and costs nothing.</summary>
    public static void Labels(Tensor labels, int count, string operation)
    {
        if (labels.Device.Kind == DeviceKind.Cpu)
        {
            Range(labels, count, operation, "label");
        }
    }

    /// <summary>Every index must lie in [0, count).</summary>
    public static void Range(Tensor indices, int count, string operation, string what) => Least(indices, 0, count, operation, what);

    /// <summary>Indices that count from the beginning, of indices in [−count, count) of which negative ones count from the end.</summary>
    public static Tensor Wrapped(Tensor indices, int count, string operation)
    {
        Type(indices, operation);
        if ((!indices.IsSymbolic && !Backend.Of(indices).Computes) || Least(indices, -count, count, operation, "index") >= 0)
        {
            return indices;
        }

        return Ops.Where(Ops.Less(indices, Ops.Constant(0, indices)), indices + count, indices);
    }

    /// <summary>The least index; −1 where the values lie on a device and nobody looks.</summary>
    private static long Least(Tensor indices, int low, int count, string operation, string what)
    {
        if (indices.IsSymbolic)
        {
            throw new InvalidOperationException(
                $"{operation} — the operation looks at the values of its indices and cannot be used directly on a symbolic tensor. Put it into a layer: new Lambda(x => …).Call(tensor).");
        }

        if (indices.Device.Kind != DeviceKind.Cpu)
        {
            Backend.Of(indices).CheckIndices(indices, low, count, operation, what);
            return -1;
        }

        bool wide = indices.DType == DType.Int64;
        ReadOnlySpan<byte> bytes = Backend.Of(indices).HostBytes(indices);
        ReadOnlySpan<int> narrow = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(bytes);
        ReadOnlySpan<long> broad = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(bytes);
        long least = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            long index = wide ? broad[i] : narrow[i];
            least = Math.Min(least, index);
            if (index < low || index >= count)
            {
                throw new ArgumentException(
                    $"{operation} — every {what} must lie in [{Text.Of(low)}, {Text.Of(count - 1)}]. Received {Text.Of(index)} at place {Text.Of(i)}.");
            }
        }

        return least;
    }
}
