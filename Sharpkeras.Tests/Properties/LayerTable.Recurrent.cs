using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>Recurrent layers and their cells.</summary>
internal static partial class LayerTable
{
    private static readonly Gen<string> Gates = Gen.Elements("sigmoid", "hard_sigmoid", "tanh");

    private static IEnumerable<LayerRow> Recurrent() =>
    [
        Row<SimpleRNN>(Walks(1, draw => new SimpleRNN(
            draw.Units,
            draw.Activation,
            draw.Bias,
            dropout: draw.Dropout,
            recurrentDropout: draw.RecurrentDropout,
            returnSequences: draw.Sequences,
            returnState: draw.State,
            goBackwards: draw.Backwards,
            seed: 3,
            dtype: Exact))),
        Row<LSTM>(Walks(2, draw => new LSTM(
            draw.Units,
            draw.Activation,
            draw.Gate,
            draw.Bias,
            dropout: draw.Dropout,
            recurrentDropout: draw.RecurrentDropout,
            seed: 3,
            returnSequences: draw.Sequences,
            returnState: draw.State,
            goBackwards: draw.Backwards,
            dtype: Exact))),
        Row<GRU>(
            from after in Shapes.Flag
            from trial in Walks(1, draw => new GRU(
                draw.Units,
                draw.Activation,
                draw.Gate,
                draw.Bias,
                dropout: draw.Dropout,
                recurrentDropout: draw.RecurrentDropout,
                seed: 3,
                returnSequences: draw.Sequences,
                returnState: draw.State,
                goBackwards: draw.Backwards,
                resetAfter: after,
                dtype: Exact))
            select trial),
        Row<RNN>(Walks(3, draw => new RNN(
            new StackedRNNCells([draw.Lstm(), draw.Gru()], dtype: Exact), draw.Sequences, draw.State, draw.Backwards, dtype: Exact))),
        Row<Bidirectional>(
            from mode in Gen.Elements<MergeMode?>(null, MergeMode.Concat, MergeMode.Sum, MergeMode.Mul, MergeMode.Ave)
            from trial in Walks(2, draw => new Bidirectional(
                new GRU(draw.Units, draw.Activation, returnSequences: draw.Sequences, returnState: draw.State, dtype: Exact), mode, dtype: Exact))
            select trial),
        Row<SimpleRNNCell>(Steps(1, draw => new SimpleRNNCell(
            draw.Units, draw.Activation, draw.Bias, dropout: draw.Dropout, recurrentDropout: draw.RecurrentDropout, seed: 3, dtype: Exact))),
        Row<LSTMCell>(Steps(2, draw => draw.Lstm())),
        Row<GRUCell>(Steps(1, draw => draw.Gru())),
        Row<StackedRNNCells>(Steps(3, draw => new StackedRNNCells([draw.Lstm(), draw.Gru()], dtype: Exact))),
    ];

    /// <summary>Sequences, with initial states at times.</summary>
    private static Gen<LayerTrial> Walks(int states, Func<WalkDraw, Layer> make) =>
        from draw in WalkDraw.Any
        from batch in Gen.Choose(0, 2)
        from steps in Gen.Choose(1, 4)
        from given in Shapes.Flag
        select new LayerTrial(
            $"{draw}, states {given}",
            () => make(draw),
            [Floats([batch, steps, 2]), .. Enumerable.Repeat(Floats([batch, draw.Units]), given ? states : 0)]);

    /// <summary>The input of a step, and the states.</summary>
    private static Gen<LayerTrial> Steps(int states, Func<WalkDraw, Layer> make) =>
        from draw in WalkDraw.Any
        from batch in Gen.Choose(0, 2)
        select new LayerTrial(
            $"{draw}", () => make(draw), [Floats([batch, 2]), .. Enumerable.Repeat(Floats([batch, draw.Units]), states)]);

    private sealed record WalkDraw(
        int Units, string Activation, string Gate, bool Bias, double Dropout, double RecurrentDropout, bool Sequences, bool State, bool Backwards)
    {
        public static Gen<WalkDraw> Any =>
            from units in Gen.Choose(1, 2)
            from activation in Activations
            from gate in Gates
            from bias in Shapes.Flag
            from dropout in Gen.Elements(0, 0.4)
            from recurrentDropout in Gen.Elements(0, 0.3)
            from sequences in Shapes.Flag
            from state in Shapes.Flag
            from backwards in Shapes.Flag
            select new WalkDraw(units, activation, gate, bias, dropout, recurrentDropout, sequences, state, backwards);

        public LSTMCell Lstm() => new(
            Units, Activation, Gate, Bias, dropout: Dropout, recurrentDropout: RecurrentDropout, seed: 3, dtype: Exact);

        public GRUCell Gru() => new(
            Units, Activation, Gate, Bias, dropout: Dropout, recurrentDropout: RecurrentDropout, resetAfter: State, seed: 4, dtype: Exact);
    }
}
