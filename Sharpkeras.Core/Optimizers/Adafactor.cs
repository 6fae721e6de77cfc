using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Adafactor (Shazeer and Stern 2018): mean squares of matrices are kept as a row and a column, so that the state is small, and the
/// step is relative to the size of the variable. Variables of one dimension keep all mean squares.
/// </summary>
public sealed class Adafactor : Optimizer
{
    /// <summary>Adafactor.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="beta2Decay">The power of the step by which the memory of the squares grows, not positive.</param>
    /// <param name="epsilon1">Keeps the mean squares from zero.</param>
    /// <param name="epsilon2">The least size of a variable that a step is relative to.</param>
    /// <param name="clipThreshold">The root mean square of a step, above which it is shortened.</param>
    /// <param name="relativeStep">Whether the rate is at most 1/√step. As in Keras it is so in any case.</param>
    /// <param name="weightDecay">The share of each variable, times the rate, that is taken off before the step; null for none.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient; null for none.</param>
    /// <param name="clipvalue">The largest size of a gradient's element; null for none.</param>
    /// <param name="globalClipnorm">The largest norm of all gradients together; null for none.</param>
    /// <param name="useEma">Whether moving averages of the variables are kept.</param>
    /// <param name="emaMomentum">The memory of the averages, in [0, 1].</param>
    /// <param name="emaOverwriteFrequency">The number of steps after which the averages replace the variables; null for only at the end.</param>
    /// <param name="lossScaleFactor">The factor of the loss, by which gradients are divided again; null for none.</param>
    /// <param name="gradientAccumulationSteps">The number of gradients, 2 or more, whose mean makes one step; null for one.</param>
    /// <param name="name">The name; null gives the class in snake_case.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public Adafactor(
        LearningRateArgument? learningRate = null,
        [ConfigName("beta_2_decay")] double beta2Decay = -0.8,
        [ConfigName("epsilon_1")] double epsilon1 = 1e-30,
        [ConfigName("epsilon_2")] double epsilon2 = 1e-3,
        double clipThreshold = 1,
        bool relativeStep = true,
        double? weightDecay = null,
        double? clipnorm = null,
        double? clipvalue = null,
        double? globalClipnorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null,
        double? lossScaleFactor = null,
        int? gradientAccumulationSteps = null,
        string? name = null)
        : base(
            learningRate ?? 0.001, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum,
            emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
    {
        Beta2Decay = Check.Range(beta2Decay, -double.MaxValue, 0, nameof(beta2Decay), Name);
        Epsilon1 = Check.NotNegative(epsilon1, nameof(epsilon1), Name);
        Epsilon2 = Check.NotNegative(epsilon2, nameof(epsilon2), Name);
        ClipThreshold = Check.AboveZero(clipThreshold, nameof(clipThreshold), Name);
        RelativeStep = relativeStep;
    }

    /// <summary>The power of the step by which the memory of the squares grows.</summary>
    public double Beta2Decay { get; }

    /// <summary>What keeps the mean squares from zero.</summary>
    public double Epsilon1 { get; }

    /// <summary>The least size of a variable that a step is relative to.</summary>
    public double Epsilon2 { get; }

    /// <summary>The root mean square of a step, above which it is shortened.</summary>
    public double ClipThreshold { get; }

    /// <summary>Whether the rate is at most 1/√step.</summary>
    public bool RelativeStep { get; }

    /// <summary>A row and a column for matrices (of the last two dimensions); for others Keras keeps two numbers that nothing reads.</summary>
    /// <param name="variables">All variables.</param>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            Shape shape = variable.Shape;
            bool matrix = shape.Rank >= 2;
            DType dtype = matrix ? variable.DType : DType.Int32;
            AddState(variable, "r", matrix ? Without(shape, shape.Rank - 1) : Shape.Scalar, dtype);
            AddState(variable, "c", matrix ? Without(shape, shape.Rank - 2) : Shape.Scalar, dtype);
            AddState(variable, "velocity");
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        DType dtype = variable.DType;
        long step = Iterations + 1;
        double memory = dtype.OneMinus(Math.Pow(step, Beta2Decay));
        Tensor squares = Ops.Square(gradient) + Epsilon1;
        UpdateSquares(variable.Shape, squares, state, memory, dtype.OneMinus(memory));
        Tensor direction = gradient / Ops.Sqrt(state[2].Value);
        Tensor excess = Ops.Maximum(Size(direction) / ClipThreshold, Ops.Constant(1, direction));
        double rate = Math.Min(dtype.Rounded(learningRate), dtype.Rounded(1 / dtype.Rounded(Math.Sqrt(step))));
        Tensor relative = Ops.Maximum(Size(variable.Value), Ops.Constant(Epsilon2, direction)) * rate;
        variable.AssignSub(relative * (direction / excess));
    }

    /// <summary>The running mean squares; for a matrix row ⊗ column / mean(row).</summary>
    private static void UpdateSquares(Shape shape, Tensor squares, IReadOnlyList<Variable> state, double memory, double share)
    {
        Variable velocity = state[2];
        if (shape.Rank < 2)
        {
            velocity.Assign((velocity.Value * memory) + (squares * share));
            return;
        }

        (Variable row, Variable column) = (state[0], state[1]);
        row.Assign((row.Value * memory) + (Ops.Mean(squares, -1) * share));
        column.Assign((column.Value * memory) + (Ops.Mean(squares, -2) * share));
        Tensor relative = row.Value / Ops.Mean(row.Value, -1, keepDims: true);
        velocity.Assign(relative.ExpandDims(-1) * column.Value.ExpandDims(-2));
    }

    private static Tensor Size(Tensor x) => Ops.Sqrt(Ops.Mean(Ops.Square(x)));

    private static Shape Without(Shape shape, int axis) => Shape.Create([.. shape.ToArray().Where((_, i) => i != axis)]);
}
