using System.Runtime.InteropServices;
using Sharpkeras.Devices;

namespace Sharpkeras.Cpu;

/// <summary>Native memory, aligned to 64 bytes.</summary>
internal sealed unsafe class CpuStorage(Backend backend, long bytes) : BackendStorage(backend, bytes)
{
    public byte* Pointer { get; private set; } = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);

    public void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
