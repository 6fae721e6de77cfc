namespace Sharpkeras.Data;

/// <summary>A CSV file in memory: <c>var (x, y) = CsvFile.Load("x.csv", label: "y")</c>.</summary>
/// <param name="X">The features, [rows, features].</param>
/// <param name="Y">The label column, [rows]; null where none was named.</param>
/// <param name="Features">The names of the columns of <paramref name="X"/>.</param>
/// <param name="Classes">The names of the label's categories in the order of their numbers; null where the label is a number.</param>
public sealed record CsvTable(Tensor X, Tensor? Y, IReadOnlyList<string> Features, IReadOnlyList<string>? Classes)
{
    /// <summary>Features and labels.</summary>
    /// <exception cref="InvalidOperationException">No label column was named.</exception>
    public void Deconstruct(out Tensor x, out Tensor y)
    {
        x = X;
        y = Y ?? throw new InvalidOperationException("csv — the table was loaded without a label column. Name one: CsvFile.Load(path, label: \"y\").");
    }
}
