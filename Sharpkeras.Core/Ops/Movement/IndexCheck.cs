using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Checks of indices and labels. Values are looked at where they lie on the host already.</summary>
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

    /// <summary>Every index must lie in [0, count).</summary>
    public static void Range(Tensor indices, int count, string operation, string what)
    {
        if (indices.Device.Kind != DeviceKind.Cpu)
        {
            return;
        }

        bool wide = indices.DType == DType.Int64;
        ReadOnlySpan<byte> bytes = Backend.Of(indices).HostBytes(indices);
        ReadOnlySpan<int> narrow = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(bytes);
        ReadOnlySpan<long> broad = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(bytes);
        for (int i = 0; i < indices.Length; i++)
        {
            long index = wide ? broad[i] : narrow[i];
            if (index < 0 || index >= count)
            {
                throw new ArgumentException(
                    $"{operation} — every {what} must lie in [0, {Text.Of(count - 1)}]. Received {Text.Of(index)} at place {Text.Of(i)}.");
            }
        }
    }
}
