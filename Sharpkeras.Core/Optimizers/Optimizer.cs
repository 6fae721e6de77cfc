using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Changes variables along their gradients, in place. A Keras name converts to one: <c>"adam"</c>. An optimizer keeps state for each
/// variable and serves one set of variables. A class of one's own overrides <see cref="CreateState"/> and <see cref="UpdateStep"/>.
/// </summary>
public abstract partial class Optimizer : KerasObject
{
    private double learningRate;

    /// <summary>What all optimizers have, as in Keras.</summary>
    /// <param name="learningRate">The size of a step, not negative, or a schedule of it.</param>
    /// <param name="weightDecay">The share of each variable, times the rate, that is taken off before the step; null for none.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient; longer ones are shortened. Null or 0 for none.</param>
    /// <param name="clipvalue">The largest size of a gradient's element. Null or 0 for none.</param>
    /// <param name="globalClipnorm">The largest norm of all gradients together. Null or 0 for none.</param>
    /// <param name="useEma">Whether moving averages of the variables are kept; <see cref="FinalizeVariableValues"/> puts them in place.</param>
    /// <param name="emaMomentum">The memory of the averages, in [0, 1].</param>
    /// <param name="emaOverwriteFrequency">The number of steps after which the averages replace the variables; null for only at the end.</param>
    /// <param name="lossScaleFactor">The factor of <see cref="ScaleLoss"/>, by which gradients are divided again; null for none.</param>
    /// <param name="gradientAccumulationSteps">The number of gradients, 2 or more, whose mean makes one step; null for one.</param>
    /// <param name="name">The name, which begins the names of the state; null gives the class in snake_case.</param>
    /// <exception cref="ArgumentException">A number is outside its range, or two kinds of clipping are asked for.</exception>
    protected Optimizer(
        LearningRateArgument learningRate,
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
    {
        Name = name ?? SnakeCase.Of(ClassName);
        Schedule = learningRate.Schedule;
        this.learningRate = CheckedRate(learningRate.Number);
        WeightDecay = Check.NotNegative(weightDecay, nameof(weightDecay), Name);
        Clipnorm = Check.NotNegative(clipnorm, nameof(clipnorm), Name);
        Clipvalue = Check.NotNegative(clipvalue, nameof(clipvalue), Name);
        GlobalClipnorm = Check.NotNegative(globalClipnorm, nameof(globalClipnorm), Name);
        CheckOneClipping();
        UseEma = useEma;
        EmaMomentum = Check.Share(emaMomentum, nameof(emaMomentum), Name);
        EmaOverwriteFrequency = AtLeast(1, emaOverwriteFrequency, nameof(emaOverwriteFrequency));
        LossScaleFactor = lossScaleFactor is { } factor ? Check.AboveZero(factor, nameof(lossScaleFactor), Name) : null;
        GradientAccumulationSteps = AtLeast(2, gradientAccumulationSteps, nameof(gradientAccumulationSteps));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>
    /// The size of the next step, with float32 precision, as in Keras: the number, which may be changed between steps, or what the
    /// schedule gives for the number of gradients so far.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    /// <exception cref="InvalidOperationException">The value is set, but a schedule gives the rate.</exception>
    public double LearningRate
    {
        get => Schedule?.Call(Steps) ?? learningRate;
        set
        {
            if (Schedule != null)
            {
                throw new InvalidOperationException(
                    $"{Name} — the learning rate comes from a schedule ({Schedule.ClassName}) and cannot be set. Received {Text.Of(value)}; make the optimizer with a number instead.");
            }

            learningRate = CheckedRate(value);
        }
    }

    /// <summary>The schedule of the learning rate; null where it is a number.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>The share of each variable, times the rate, that is taken off before the step; null for none.</summary>
    public double? WeightDecay { get; }

    /// <summary>The largest norm of a variable's gradient.</summary>
    public double? Clipnorm { get; }

    /// <summary>The largest size of a gradient's element.</summary>
    public double? Clipvalue { get; }

    /// <summary>The largest norm of all gradients together.</summary>
    public double? GlobalClipnorm { get; }

    /// <summary>Whether moving averages of the variables are kept.</summary>
    public bool UseEma { get; }

    /// <summary>The memory of the moving averages.</summary>
    public double EmaMomentum { get; }

    /// <summary>The number of steps after which the averages replace the variables.</summary>
    public int? EmaOverwriteFrequency { get; }

    /// <summary>The factor of <see cref="ScaleLoss"/>.</summary>
    public double? LossScaleFactor { get; }

    /// <summary>The number of gradients whose mean makes one step.</summary>
    public int? GradientAccumulationSteps { get; }

    /// <summary>The number of steps so far; gradients that are still collected make none.</summary>
    public long Iterations => Steps / (GradientAccumulationSteps ?? 1);

    /// <summary>The number of calls of <see cref="Apply"/> so far: what schedules count and what files keep.</summary>
    internal long Steps { get; set; }

    /// <summary>An optimizer from its Keras name, with default arguments.</summary>
    /// <exception cref="ArgumentException">No optimizer has that name.</exception>
    public static implicit operator Optimizer(string name) => (Optimizer)KerasRegistry.FromName(typeof(Optimizer), name);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject
        {
            ["name"] = Name,
            ["learning_rate"] = ConfigJson.Write(Schedule == null ? learningRate : Schedule),
            ["weight_decay"] = WeightDecay,
            ["clipnorm"] = Clipnorm,
            ["global_clipnorm"] = GlobalClipnorm,
            ["clipvalue"] = Clipvalue,
            ["use_ema"] = UseEma,
            ["ema_momentum"] = EmaMomentum,
            ["ema_overwrite_frequency"] = EmaOverwriteFrequency,
            ["loss_scale_factor"] = LossScaleFactor,
            ["gradient_accumulation_steps"] = GradientAccumulationSteps,
        };
        Config.AddParameters(config, this);
        return config;
    }

    private double CheckedRate(double value) => (float)Check.Range(value, 0, float.MaxValue, "learningRate", Name);

    private void CheckOneClipping()
    {
        if (new[] { Clipnorm, Clipvalue, GlobalClipnorm }.Count(limit => limit != null) > 1)
        {
            static string Shown(double? limit) => limit is { } number ? Text.Of(number) : "null";
            throw new ArgumentException(
                $"{Name} — only one of clipnorm, clipvalue and globalClipnorm can be set. Received {Shown(Clipnorm)}, {Shown(Clipvalue)}, {Shown(GlobalClipnorm)}.");
        }
    }

    private int? AtLeast(int least, int? value, string parameter) => value is null || value >= least
        ? value
        : throw new ArgumentOutOfRangeException(
            parameter, $"{Name} — {parameter} must be {Text.Of(least)} or more, or null. Received {Text.Of(value.Value)}.");
}
