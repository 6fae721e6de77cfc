using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>One member of the backends on the processor and on the OpenCL device, from the same inputs.</summary>
internal static class GpuParity
{
    /// <summary>Every element type.</summary>
    public static readonly DType[] AllTypes =
        [DType.Float32, DType.Float64, DType.Int8, DType.UInt8, DType.Int16, DType.Int32, DType.Int64, DType.Bool];

    /// <summary>The types of numbers.</summary>
    public static readonly DType[] NumberTypes = AllTypes[..^1];

    /// <summary>Both devices give the same bits; what the member does not write stays.</summary>
    public static void BitEqual(Tensor target, Action<Backend, Tensor[], Tensor> member, params Tensor[] inputs)
    {
        byte[] expected = Run(Device.Cpu, target, member, inputs);
        Assert.That(Run(TestDevices.NeedGpu(), target, member, inputs), Is.EqualTo(expected), $"{target.DType} {target.Shape}");
    }

    /// <summary>The bytes of the target after a member, which finds a copy of the target there.</summary>
    public static byte[] Run(Device device, Tensor target, Action<Backend, Tensor[], Tensor> member, params Tensor[] inputs)
    {
        using var scope = new TensorScope();
        Backend backend = BackendProvider.Get(device);
        byte[] bytes = new byte[target.ByteLength];
        Backend.Of(target).Download(target, bytes);
        Tensor own = backend.Rent(target.Shape, target.DType);
        backend.Upload(bytes, own);
        member(backend, [.. inputs.Select(input => input.To(device))], own);
        backend.Download(own, bytes);
        return bytes;
    }

    /// <summary>The same as numbers of the target's type.</summary>
    public static T[] Run<T>(Device device, Tensor target, Action<Backend, Tensor[], Tensor> member, params Tensor[] inputs)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(Run(device, target, member, inputs)).ToArray();

    /// <summary>Small whole numbers of a type, many of them equal.</summary>
    public static Tensor Draw(DType dtype, Shape shape, int seed = 1, int below = 100)
    {
        var random = new Random(seed);
        int least = dtype is DType.UInt8 or DType.Bool ? 0 : -below;
        double[] numbers = [.. Enumerable.Range(0, (int)shape.Length).Select(_ => (double)random.Next(least, below))];
        return Tensor.FromSpan<double>(numbers, shape).Cast(dtype);
    }

    /// <summary>Fractions around zero.</summary>
    public static Tensor Fractions(DType dtype, Shape shape, int seed = 1)
    {
        var random = new Random(seed);
        double[] numbers = [.. Enumerable.Range(0, (int)shape.Length).Select(_ => (random.NextDouble() * 4) - 2)];
        return Tensor.FromSpan<double>(numbers, shape).Cast(dtype);
    }

    /// <summary>Indices from 0 up.</summary>
    public static Tensor Indices(DType dtype, Shape shape, int count, int seed = 1)
    {
        var random = new Random(seed);
        int[] numbers = [.. Enumerable.Range(0, (int)shape.Length).Select(_ => random.Next(count))];
        return Tensor.FromSpan<int>(numbers, shape).Cast(dtype);
    }
}
