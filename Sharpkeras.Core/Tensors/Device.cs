using System.Globalization;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Where a tensor lies and is computed: <c>cpu</c>, <c>cuda:0</c>, <c>opencl:0</c>.</summary>
/// <param name="Kind">The kind of device.</param>
/// <param name="Index">Which of that kind, from 0.</param>
public sealed partial record Device(DeviceKind Kind, int Index = 0)
{
    private static readonly string[] Known = ["cpu", "cuda", "opencl", "meta"];

    /// <summary>The processor.</summary>
    public static Device Cpu { get; } = new(DeviceKind.Cpu);

    /// <summary>The device that computes shapes only.</summary>
    public static Device Meta { get; } = new(DeviceKind.Meta);

    /// <summary>A device from its name: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>opencl:0</c>. Nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">The text names no device.</exception>
    public static Device Parse(string text)
    {
        string[] parts = text.Trim().ToLowerInvariant().Split(':');
        int kind = Array.IndexOf(Known, parts[0]);
        int index = 0;
        bool indexed = parts.Length == 1
            || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index));
        if (kind < 0 || !indexed || (kind is 0 or 3 && index != 0))
        {
            throw new ArgumentException($"device — no such name. {Nearest.Describe(text, ["auto", "cpu", "cuda:0", "opencl:0"])}", nameof(text));
        }

        return kind switch
        {
            0 => Cpu,
            3 => Meta,
            _ => new Device((DeviceKind)kind, index),
        };
    }

    /// <summary>The name, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        Kind is DeviceKind.Cpu or DeviceKind.Meta ? Known[(int)Kind] : $"{Known[(int)Kind]}:{Text.Of(Index)}";
}
