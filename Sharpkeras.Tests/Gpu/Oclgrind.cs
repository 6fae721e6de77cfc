using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using ILGPU;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// Oclgrind, an interpreter of OpenCL kernels that finds data races, accesses out of bounds and barriers that not all threads reach. A
/// kernel is written to a file with what it was started with, and its <c>oclgrind-kernel</c> runs it; no driver is needed for that.
/// </summary>
internal static partial class Oclgrind
{
    /// <summary>Why the check is left out where it is.</summary>
    public const string Missing = "oclgrind was not found: install it to look for races in the kernels.";

    private static readonly string? Program = Programs.Find("oclgrind-kernel");

    /// <summary>Whether oclgrind is installed.</summary>
    public static bool Found => Program != null;

    /// <summary>
    /// What oclgrind says against a launch; empty where nothing. Views are blocks of memory of their own size. Where the recorded launch
    /// knows its results, oclgrind must come to the same, which shows that it was told of the arguments rightly.
    /// </summary>
    public static string Check(RecordedLaunch launch)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("kernel.cl"), launch.Source);
        File.WriteAllText(folder.File("kernel.sim"), Simulation(launch));
        string[] arguments =
        [
            "--data-races", "--uniform-writes", "--max-errors", "3", "--num-threads", "1", "--build-options", "-cl-std=CL2.0", "kernel.sim",
        ];
        (int status, string output) = Programs.Run(Program!, arguments, folder.Path);
        if (status != 0)
        {
            return $"oclgrind ended with {status}: {output}";
        }

        string complaints = Silent().Replace(output, "").Trim();
        return complaints.Length > 0 ? complaints : Differences(launch, output);
    }

    /// <summary>Where oclgrind computes something else than the device did. The two round alike but for fused multiply-adds.</summary>
    private static string Differences(RecordedLaunch launch, string output)
    {
        byte[][] memory = [.. launch.Views.Select(view => view.Bytes.ToArray())];
        foreach (Match value in DumpedByte().Matches(output))
        {
            memory[Number(value.Groups[1])][Number(value.Groups[2])] = (byte)Number(value.Groups[3]);
        }

        IEnumerable<int> different = Enumerable.Range(0, memory.Length).Where(i => IsKnown(launch.Views[i]) && !Same(launch.Views[i], memory[i]));
        return string.Join(", ", different.Select(i => $"view {i} has other results than on the device"));
    }

    private static bool Same(LaunchArgument view, byte[] got) => view.IsFloat
        ? MemoryMarshal.Cast<byte, float>(got).ToArray().Zip(MemoryMarshal.Cast<byte, float>(view.After).ToArray()).All(pair => Close(pair.First, pair.Second))
        : got.AsSpan().SequenceEqual(view.After);

    private static bool Close(float a, float b) => a.Equals(b) || Math.Abs(a - b) <= 1e-4f * (1 + Math.Abs(b));

    private static bool IsKnown(LaunchArgument view) => view.After != null && view.Bytes.Length > 0;

    private static int Number(Capture digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>The file that says what is run: the program, its kernel, threads and threads a group, and the arguments.</summary>
    private static string Simulation(RecordedLaunch launch)
    {
        Index3D groups = launch.Config.GridDim;
        Index3D threads = launch.Config.GroupDim;
        var text = new StringBuilder();
        text.AppendLine("kernel.cl");
        text.AppendLine(EntryPoint().Match(launch.Source).Groups[1].Value);
        text.AppendLine(CultureInfo.InvariantCulture, $"{groups.X * threads.X} {groups.Y * threads.Y} {groups.Z * threads.Z}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{threads.X} {threads.Y} {threads.Z}");

        // ILGPU passes the memory of all views first; among the arguments stand their starts and lengths
        foreach (LaunchArgument view in launch.Views)
        {
            text.AppendLine(view.Bytes.Length == 0 ? "<null uchar>" : Bytes(view.Bytes, IsKnown(view) ? " dump" : ""));
        }

        foreach (LaunchArgument argument in launch.Arguments)
        {
            text.AppendLine(Bytes(argument.Length is long length ? StartAndLength(length) : argument.Bytes));
        }

        return text.ToString();
    }

    /// <summary>An int, which is aligned to the long that follows.</summary>
    private static byte[] StartAndLength(long length)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), length);
        return bytes;
    }

    private static string Bytes(byte[] bytes, string option = "") =>
        string.Create(CultureInfo.InvariantCulture, $"<size={bytes.Length} uchar{option}> {string.Join(' ', bytes)}");

    /// <summary>What is no complaint: the dumps, and what its compiler says of loops that it does not unroll.</summary>
    [GeneratedRegex(@"^(\d+ warnings? generated\.|Argument 'view_\d+': \d+ bytes|  view_\d+\[\d+\] = \d+)$", RegexOptions.Multiline)]
    private static partial Regex Silent();

    [GeneratedRegex(@"^  view_(\d+)\[(\d+)\] = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex DumpedByte();

    [GeneratedRegex(@"kernel void (\w+)")]
    private static partial Regex EntryPoint();
}
