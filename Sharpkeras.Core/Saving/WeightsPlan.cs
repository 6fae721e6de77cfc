using System.Text;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>
/// What is to be taken out of a file of weights. It is collected first and assigned at the end, so that nothing is changed where
/// something does not fit.
/// </summary>
internal sealed class WeightsPlan(H5Reader file, string path, bool skipMismatch)
{
    private const int MostRows = 60;

    private readonly List<(Variable Variable, string Place)> values = [];
    private readonly List<(SeedGenerator Generator, ulong Key, ulong Counter)> random = [];
    private readonly List<(string Model, string File, bool Fits)> rows = [];
    private readonly List<(string Layer, string Reason)> skipped = [];
    private readonly List<string> unused = [];

    /// <summary>Pairs a layer's variables with arrays of the file.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="variables">Its variables, in the order of the file.</param>
    /// <param name="place">What messages call the place in the file.</param>
    /// <param name="arrays">The paths of the arrays.</param>
    public void Pair(Layer layer, IReadOnlyList<Variable> variables, string place, IReadOnlyList<string> arrays)
    {
        Shape[] shapes = [.. arrays.Select(file.ShapeOf)];
        bool fits = variables.Select(variable => variable.Shape).SequenceEqual(shapes);
        rows.Add((Describe(layer, variables), $"{place}: {Shapes(shapes)}", fits));
        if (fits)
        {
            values.AddRange(variables.Zip(arrays));
        }
        else
        {
            skipped.Add((layer.Name, $"it has {Shapes([.. variables.Select(variable => variable.Shape)])}, the file has {Shapes(shapes)} at {place}"));
        }
    }

    /// <summary>Notes a layer for which the file has nothing, where that is no error.</summary>
    public void LeaveOut(Layer layer, string reason) => skipped.Add((layer.Name, reason));

    /// <summary>Notes a place in the file that no layer asked for.</summary>
    public void Unused(string place) => unused.Add(place);

    /// <summary>Notes the state of a source of random numbers.</summary>
    public void Restore(SeedGenerator generator, ulong key, ulong counter) => random.Add((generator, key, counter));

    /// <summary>The error for a file whose layers do not fit the model's: both lists, side by side.</summary>
    public ModelFileException OfAnotherModel()
    {
        (string Model, string File, bool Fits)[] all = [.. rows, .. unused.Select(place => ("", place, false))];
        int width = Math.Min(50, all.Max(row => row.Model.Length));
        var text = new StringBuilder($"load — the weights in '{path}' are of another model; nothing was changed. The model's layers | the file's:");
        foreach (var row in all.Length > MostRows ? all.Where(row => !row.Fits).Take(MostRows) : all)
        {
            text.Append(Environment.NewLine).Append(row.Fits ? "    " : "  ! ").Append(row.Model.PadRight(width)).Append(" | ").Append(row.File);
        }

        text.Append(Environment.NewLine).Append("Build the model as it was when the file was saved, or take what fits with LoadWeights(path, skipMismatch: true).");
        return new ModelFileException(text.ToString());
    }

    /// <summary>Notes that a layer and a place in the file stand side by side but are not compared.</summary>
    public void Row(Layer? layer, IReadOnlyList<Variable> variables, string place) => rows.Add((layer == null ? "" : Describe(layer, variables), place, false));

    /// <summary>Whether all layers fit, where mismatches are not skipped.</summary>
    /// <exception cref="ModelFileException">One does not.</exception>
    public void Check()
    {
        if (rows.Any(row => !row.Fits) && !skipMismatch)
        {
            throw OfAnotherModel();
        }
    }

    /// <summary>Assigns everything, or throws and changes nothing.</summary>
    /// <exception cref="ModelFileException">A layer does not fit and mismatches are not skipped, or an array is damaged.</exception>
    public WeightsReport Apply()
    {
        Check();
        HostArray[] read = [.. values.Select(pair => file.ReadArray(pair.Place, pair.Variable.Shape))];
        for (int i = 0; i < read.Length; i++)
        {
            values[i].Variable.Load(read[i]);
        }

        foreach (var (generator, key, counter) in random)
        {
            generator.State = (key, counter);
        }

        foreach (var (layer, reason) in skipped)
        {
            Log.Warn($"load — layer {layer} keeps its weights, since those in '{path}' do not fit: {reason}.");
        }

        return new WeightsReport([.. values.Select(pair => pair.Variable.Path)], skipped, unused);
    }

    private static string Describe(Layer layer, IReadOnlyList<Variable> variables) =>
        $"{layer.Name} ({layer.ClassName}): {Shapes([.. variables.Select(variable => variable.Shape)])}";

    private static string Shapes(Shape[] shapes) => shapes.Length == 0 ? "nothing" : string.Join(", ", shapes);
}
