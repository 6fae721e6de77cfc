namespace Sharpkeras.Tests.Cpu;

/// <summary>Random numbers for a recurrent layer over sequences, and the layer on a device.</summary>
internal sealed class SequenceData
{
    /// <summary>What <see cref="Run"/> gives, in order; a layer without a bias or a cell state has fewer.</summary>
    public static readonly string[] Names = ["output", "input", "kernel", "recurrent kernel", "state 1", "state 2 or bias", "bias"];

    private readonly string kind;
    private readonly (int Batch, int Steps, int Inputs, int Units) size;
    private readonly List<(double[] Values, Shape Shape)> inputs = [];
    private readonly bool hasBias;
    private readonly double[]? mask;

    public SequenceData(string kind, (int Batch, int Steps, int Inputs, int Units) size, bool hasBias, bool hasMask)
    {
        this.kind = kind;
        this.size = size;
        this.hasBias = hasBias;
        int width = NaiveSequence.Gates(kind) * size.Units;
        Add([size.Batch, size.Steps, size.Inputs]);
        Add([size.Inputs, width], 1 / Math.Sqrt(size.Inputs));
        Add([size.Units, width], 1 / Math.Sqrt(size.Units));
        for (int i = 0; i < NaiveSequence.States(kind); i++)
        {
            Add([size.Batch, size.Units]);
        }

        if (hasBias)
        {
            Add(kind == "gru" ? [2, width] : [width]);
        }

        mask = hasMask ? [.. KernelTestData.Random(99, size.Batch * size.Steps).Select(value => value > -0.4 ? 1.0 : 0.0)] : null;
    }

    private SequenceData(SequenceData all, int sequence)
    {
        (kind, hasBias, size) = (all.kind, all.hasBias, all.size with { Batch = 1 });
        double[] Part(double[] values) => values[(values.Length / all.size.Batch * sequence)..(values.Length / all.size.Batch * (sequence + 1))];
        int states = NaiveSequence.States(kind);
        inputs = [.. all.inputs.Select((input, i) => i == 0 || (i >= 3 && i < 3 + states) ? (Part(input.Values), input.Shape.With(0, 1)) : input)];
        mask = all.mask == null ? null : Part(all.mask);
    }

    /// <summary>One of the sequences by itself.</summary>
    public SequenceData Only(int sequence) => new(this, sequence);

    /// <summary>The outputs and last states, value by value.</summary>
    public double[] Naive()
    {
        int states = NaiveSequence.States(kind);
        return NaiveSequence.Run(
            kind,
            size,
            inputs[0].Values,
            inputs[1].Values,
            inputs[2].Values,
            hasBias ? inputs[^1].Values : null,
            [.. inputs.Skip(3).Take(states).Select(input => input.Values)],
            mask);
    }

    /// <summary>The outputs with the last states behind them, and, recorded, the gradients of a weighted sum for all inputs or one.</summary>
    public double[][] Run(Device device, DType dtype, bool isRecorded, int? only = null)
    {
        using var scope = new TensorScope();
        Tensor[] x = [.. inputs.Select(input => KernelTestData.ToTensor(input.Values, input.Shape, dtype).To(device))];
        Tensor? marks = mask == null ? null : Tensor.FromSpan<double>(mask, [size.Batch, size.Steps]).Cast(DType.Bool).To(device);
        if (!isRecorded)
        {
            return [Numbers(Layer(x, marks))];
        }

        using var tape = new GradientTape();
        Tensor[] watched = only is { } index ? [x[index]] : x;
        foreach (Tensor input in watched)
        {
            tape.Watch(input);
        }

        Tensor y = Layer(x, marks);
        Tensor weights = KernelTestData.ToTensor(KernelTestData.Random(77, y.Length), y.Shape, dtype).To(device);
        Tensor[] gradients = tape.Gradient(Ops.Sum(y * weights), watched);
        return [Numbers(y), .. gradients.Select(Numbers)];
    }

    private Tensor Layer(Tensor[] x, Tensor? marks)
    {
        Tensor? bias = hasBias ? x[^1] : null;
        switch (kind)
        {
            case "lstm":
                var lstm = Ops.LSTMSequence(x[0], x[1], x[2], bias, x[3], x[4], marks);
                return Joined(lstm.Outputs, lstm.H, lstm.C);
            case "gru":
                var gru = Ops.GRUSequence(x[0], x[1], x[2], bias, x[3], marks);
                return Joined(gru.Outputs, gru.H);
            default:
                var plain = Ops.SimpleRNNSequence(x[0], x[1], x[2], bias, x[3], marks);
                return Joined(plain.Outputs, plain.H);
        }
    }

    private static double[] Numbers(Tensor tensor) => tensor.Cast(DType.Float64).ToArray<double>();

    private static Tensor Joined(params Tensor[] parts) => Ops.Concatenate([.. parts.Select(part => part.Reshape([-1]))], 0);

    /// <summary>Kernels are as large as those of a trained layer: with larger ones small differences grow from step to step, whatever computes them.</summary>
    private void Add(Shape shape, double scale = 1) =>
        inputs.Add(([.. KernelTestData.Random(inputs.Count + 1, shape.Length).Select(value => Math.Round(value * scale, 6))], shape));
}
