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

    /// <summary>A group of figures, beside the same of the processor.</summary>
    public void Print(DeviceInfo device, GroupResult group, DeviceResult? processor)
    {
        bool peaks = group.Figures.Any(figure => figure.OfPeak(device) != null);
        List<string> columns = ["What", "", "", .. peaks ? ["of peak"] : Array.Empty<string>(), .. processor == null ? Array.Empty<string>() : ["vs. cpu"], "at"];
        Table table = New($"{device.Device}: {group.Title}", [.. columns]);
        table.Columns[1].RightAligned();
        for (int i = 3; i < columns.Count - 1; i++)
        {
            table.Columns[i].RightAligned();
        }

        foreach (Figure figure in group.Figures)
        {
            List<string> cells = [figure.Name, Format.Number(figure.Value), figure.Unit.Name];
            if (peaks)
            {
                cells.Add(Format.Percent(figure.OfPeak(device)));
            }

            if (processor != null)
            {
                cells.Add(Format.Ratio(figure.Ratio(processor.Find(group.Title, figure.Name))));
            }

            Add(table, [.. cells, figure.Detail]);
        }

        if (group.Figures.Count > 0)
        {
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
}
