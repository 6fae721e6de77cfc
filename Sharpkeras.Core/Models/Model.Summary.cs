namespace Sharpkeras.Models;

/// <summary>The summary.</summary>
public abstract partial class Model
{
    /// <summary>Writes the table of layers, with shapes and numbers of weights, as Keras prints it.</summary>
    /// <param name="writer">Where it is written; null for the console.</param>
    /// <param name="lineLength">The width of the table in characters.</param>
    /// <param name="expandNested">Whether the layers of models inside are listed too.</param>
    /// <param name="showTrainable">Whether a column tells which layers are trained.</param>
    public void Summary(TextWriter? writer = null, int lineLength = 80, bool expandNested = false, bool showTrainable = false) =>
        (writer ?? Console.Out).Write(Models.Summary.Of(this, lineLength, expandNested, showTrainable));
}
