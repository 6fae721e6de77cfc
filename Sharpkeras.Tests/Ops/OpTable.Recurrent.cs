using Sharpkeras.Tests.Cpu;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Recurrent layers over whole sequences.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Recurrent() =>
        from kind in (string[])["lstm", "gru", "simple_rnn"]
        from sizes in ((int, int, int, int)[])[(1, 1, 1, 1), (3, 4, 5, 3), (2, 3, 1, 17)]
        from form in ((bool Bias, bool Mask)[])[(false, false), (true, false), (true, true), (false, true)]
        select OverSequences(kind, sizes, form.Bias, form.Mask);

    private static OpRow OverSequences(string kind, (int Batch, int Steps, int Inputs, int Units) sizes, bool hasBias, bool hasMask)
    {
        (int batch, int steps, int inputs, int units) = sizes;
        int width = NaiveSequence.Gates(kind) * units;
        int states = NaiveSequence.States(kind);
        Shape bias = kind == "gru" ? [2, width] : [width];
        OpInput[] all =
        [
            new([batch, steps, inputs]),
            new([inputs, width], -1, 1),
            new([units, width], -1, 1),
            .. Enumerable.Repeat(new OpInput([batch, units]), states),
            .. hasBias ? (OpInput[])[new(bias)] : [],
            .. hasMask ? (OpInput[])[Whole([batch, steps], 0, 2, DType.Bool)] : [],
        ];
        string form = $"{(hasBias ? "" : ", no bias")}{(hasMask ? ", mask" : "")}";
        return new OpRow(
            $"{kind} over sequences{form}",
            x => Joined(Parts(kind, x, hasBias ? x[3 + states] : null, hasMask ? x[^1] : null)),
            all,
            x => new Nd(
                [((batch * steps) + (states * batch)) * units],
                NaiveSequence.Run(
                    kind,
                    sizes,
                    x[0].Data,
                    x[1].Data,
                    x[2].Data,
                    hasBias ? x[3 + states].Data : null,
                    [.. Enumerable.Range(3, states).Select(i => x[i].Data)],
                    hasMask ? x[^1].Data : null)));
    }

    private static Tensor[] Parts(string kind, Tensor[] x, Tensor? bias, Tensor? mask)
    {
        switch (kind)
        {
            case "lstm":
                var lstm = Ops.LSTMSequence(x[0], x[1], x[2], bias, x[3], x[4], mask);
                return [lstm.Outputs, lstm.H, lstm.C];
            case "gru":
                var gru = Ops.GRUSequence(x[0], x[1], x[2], bias, x[3], mask);
                return [gru.Outputs, gru.H];
            default:
                var plain = Ops.SimpleRNNSequence(x[0], x[1], x[2], bias, x[3], mask);
                return [plain.Outputs, plain.H];
        }
    }

    private static Tensor Joined(Tensor[] parts) => Ops.Concatenate([.. parts.Select(part => part.Reshape([-1]))], 0);
}
