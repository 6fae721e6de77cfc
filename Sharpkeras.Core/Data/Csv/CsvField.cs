namespace Sharpkeras.Data;

/// <summary>A column that is read.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Index">Its place in a record.</param>
/// <param name="Column">What it holds.</param>
internal sealed record CsvField(string Name, int Index, CsvColumn Column);
