namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Marks a method that runs on the device. The tests find it by this, and compile it for CUDA and OpenCL with every type argument that
/// its constraints allow.
/// </summary>
/// <param name="hot">Whether it must not use a thread's local memory.</param>
/// <param name="cudaOnly">Whether only CUDA starts it, which has more space for arguments.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GpuKernelAttribute(bool hot = true, bool cudaOnly = false) : Attribute
{
    /// <summary>Whether only CUDA starts it: its arguments may take 4 KB, not the 1 KB that every OpenCL device has space for.</summary>
    public bool CudaOnly { get; } = cudaOnly;

    /// <summary>Whether it must not use a thread's local memory, in float32 and the integer types.</summary>
    public bool Hot { get; } = hot;
}
