namespace Sharpkeras.Models;

/// <summary>The summary.</summary>
public abstract partial class Model
{
    /// <summary>
    /// Writes the table of layers, with shapes and numbers of weights, as Keras prints it; for functional models that are no chain also with
    /// what each layer is connected to.
    /// </summary>
    /// <param name="writer">Where it is written; null for the console.</param>
    /// <param name="lineLength">The width of the table in characters.</param>
    /// <param name="positions">Where the columns end, as shares of the line in rising order; null for Keras's.</param>
    /// <param name="expandNested">Whether the layers of models inside are listed too.</param>
    /// <param name="showTrainable">Whether a column tells which layers are trained.</param>
    /// <param name="layerRange">The names (or regular expressions for them) of the first and the last layer to list; null for all.</param>
    /// <exception cref="ArgumentException">The line is too short, positions do not fit the columns, or no layer has a name of the range.</exception>
    public void Summary(
        TextWriter? writer = null,
        int lineLength = 80,
        double[]? positions = null,
        bool expandNested = false,
        bool showTrainable = false,
        (string First, string Last)? layerRange = null) =>
        (writer ?? Console.Out).Write(Models.Summary.Of(this, new SummaryOptions(lineLength, positions, expandNested, showTrainable, layerRange)));
}
