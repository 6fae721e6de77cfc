namespace Sharpkeras.Layers;

/// <summary>What a call is told besides its inputs: which argument each of them is, and which switches are on.</summary>
/// <param name="names">The arguments that the inputs are, in their order, under Keras's names.</param>
/// <param name="switches">The switches that are on, under Keras's names.</param>
/// <param name="shaping">How many inputs, from the first on, the layer is built for; masks behind them do not count.</param>
internal sealed class CallArguments(IReadOnlyList<string> names, IReadOnlyList<string> switches, int shaping)
{
    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<string> Switches => switches;

    public int Shaping => shaping;

    /// <summary>Whether a switch is on.</summary>
    public bool Has(string name) => switches.Contains(name);

    /// <summary>The place of an argument among the inputs; −1 where it is not given.</summary>
    public int PlaceOf(string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
