using System.Globalization;
using Sharpkeras.Examples.GpuBenchmark.Measuring;
using Spectre.Console;

namespace Sharpkeras.Examples.GpuBenchmark.Output;

/// <summary>What is printed.</summary>
internal sealed class Tables(IAnsiConsole console)
{
    private const int WidthOfFiles = 120;

    /// <summary>Tables on the standard output, wide enough where that is a file.</summary>
    public static Tables Create()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return new Tables(console);
    }

    /// <summary>The devices that are going to be measured.</summary>
    public void Print(IReadOnlyList<DeviceInfo> devices)
    {
        Table table = New("Devices", "Device", "Name", "Memory", "Driver", "Peak TFLOP/s", "Peak GB/s");
        foreach (DeviceInfo device in devices)
        {
            Add(
                table,
                device.Device.ToString(),
                device.Name,
                Format.Gibibytes(device.MemoryBytes),
                device.Driver,
                device.PeakGigaflops is { } flops ? Format.Number(flops / 1000) : "",
                device.PeakGigabytesPerSecond is { } bytes ? Format.Number(bytes) : "");
        }

        console.Write(table);
    }

    /// <summary>A group of figures, beside the same of the processor. Columns without content are left out.</summary>
    public void Print(DeviceInfo device, GroupResult group, DeviceResult? processor)
    {
        Row[] rows = [.. group.Figures.Select(figure => new Row(device, figure, processor?.Find(group.Title, figure)))];
        (string Title, Func<Row, string> Cell, bool Numbers)[] columns =
        [
            ("What", row => row.Figure.Name, false),
            ("", row => Format.Number(row.Figure.Value), true),
            ("", row => row.Figure.Unit.Name, false),
            ("of peak", row => Format.Percent(row.Figure.OfPeak(row.Device)), true),
            ("vs. cpu", row => Format.Ratio(row.Figure.Ratio(row.Other)), true),
            ("at", row => row.At, false),
        ];
        columns = [.. columns.Where(column => rows.Any(row => column.Cell(row).Length > 0))];
        if (rows.Length > 0)
        {
            Table table = New($"{device.Device}: {group.Title}", [.. columns.Select(column => column.Title)]);
            for (int i = 0; i < columns.Length; i++)
            {
                table.Columns[i].Alignment = columns[i].Numbers ? Justify.Right : Justify.Left;
            }

            Array.ForEach(rows, row => Add(table, [.. columns.Select(column => column.Cell(row))]));
            console.Write(table);
        }

        foreach (LeftOut left in group.LeftOut)
        {
            Print($"Left out: {left.Name} ({left.Reason})");
        }
    }

    /// <summary>A line.</summary>
    public void Print(string line) => console.WriteLine(line);

    /// <summary>How long a device took.</summary>
    public void Print(DeviceResult result) =>
        Print($"{result.Info.Device}: measured in {result.Seconds.ToString("F0", CultureInfo.InvariantCulture)} s");

    private static Table New(string title, params string[] columns)
    {
        Table table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
        foreach (string column in columns)
        {
            table.AddColumn(Markup.Escape(column));
        }

        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow(cells.Select(Markup.Escape).ToArray());

    /// <summary>A figure of a device, and the processor's that it is compared with.</summary>
    private sealed record Row(DeviceInfo Device, Figure Figure, Figure? Other)
    {
        /// <summary>The size, and that of the other where it differs.</summary>
        public string At => Other == null || Other.Name == Figure.Name || Figure.Name.StartsWith(Other.Name, StringComparison.Ordinal)
            ? Figure.Detail
            : $"{Figure.Detail} (cpu: {Other.Name})".TrimStart();
    }
}
