namespace Sharpkeras;

/// <summary>The kinds of devices.</summary>
public enum DeviceKind
{
    /// <summary>The processor: SIMD code in C#.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,

    /// <summary>A GPU, or another processor, with an OpenCL driver.</summary>
    OpenCL,

    /// <summary>No memory and no arithmetic: only shapes and types are computed.</summary>
    Meta,
}
