using System.Runtime.InteropServices;
using Sharpkeras.Devices;

namespace Sharpkeras.Cpu;

/// <summary>Native memory, aligned to 64 bytes, with room for one vector behind it: kernels may read, never write, that far too much.</summary>
internal sealed unsafe class CpuStorage(Backend backend, long bytes) : BackendStorage(backend, bytes)
{
    private const int Slack = 64;

    public byte* Pointer { get; private set; } = (byte*)NativeMemory.AlignedAlloc((nuint)(bytes + Slack), 64);

    public void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
