using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Muon (Jordan et al. 2024; Liu et al. 2025): the momentum of a matrix is brought near to the closest orthogonal matrix, which makes all
/// directions of the step equally large. Variables that are no matrices, embeddings and excluded layers take Adam's step.
/// </summary>
public sealed partial class Muon : Optimizer
{
    private readonly Regex? excluded;

    /// <summary>Muon.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="adamBeta1">The memory of Adam's mean, in [0, 1).</param>
    /// <param name="adamBeta2">The memory of Adam's squares, in [0, 1).</param>
    /// <param name="adamWeightDecay">The decay of the variables that take Adam's step; null for none.</param>
    /// <param name="epsilon">Keeps Adam's divisor from zero.</param>
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
    /// <param name="excludeLayers">Regular expressions; variables in whose path one is found take Adam's step. Null for none.</param>
    /// <param name="excludeEmbeddings">Whether variables with "embedding" in their path take Adam's step.</param>
    /// <param name="muonA">The factor of X in an iteration X ← a·X + (b·A + c·A²)X with A = XXᵀ.</param>
    /// <param name="muonB">The factor of A.</param>
    /// <param name="muonC">The factor of A².</param>
    /// <param name="adamLrRatio">Adam's rate as a multiple of the rate, not negative.</param>
    /// <param name="momentum">The share of the momentum that is kept, in [0, 1].</param>
    /// <param name="nsSteps">The number of iterations, not negative.</param>
    /// <param name="nesterov">Whether the momentum is applied ahead.</param>
    /// <param name="rmsRate">The factor, times √(longer side), that gives a step the size of Adam's, not negative; null for none.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public Muon(
        LearningRateArgument? learningRate = null,
        [ConfigName("adam_beta_1")] double adamBeta1 = 0.9,
        [ConfigName("adam_beta_2")] double adamBeta2 = 0.999,
        double? adamWeightDecay = 0.004,
        double epsilon = 1e-7,
        double? weightDecay = 0.004,
        double? clipnorm = null,
        double? clipvalue = null,
        double? globalClipnorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null,
        double? lossScaleFactor = null,
        int? gradientAccumulationSteps = null,
        string? name = null,
        string[]? excludeLayers = null,
        bool excludeEmbeddings = true,
        double muonA = 3.4445,
        double muonB = -4.7750,
        double muonC = 2.0315,
        double adamLrRatio = 1,
        double momentum = 0.95,
        int nsSteps = 5,
        bool nesterov = true,
        double? rmsRate = 0.2)
        : base(
            learningRate ?? 0.001, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum,
            emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
    {
        AdamBeta1 = Check.ShareBelowOne(adamBeta1, nameof(adamBeta1), Name);
        AdamBeta2 = Check.ShareBelowOne(adamBeta2, nameof(adamBeta2), Name);
        AdamWeightDecay = Check.NotNegative(adamWeightDecay, nameof(adamWeightDecay), Name);
        Epsilon = Check.NotNegative(epsilon, nameof(epsilon), Name);
        ExcludeLayers = excludeLayers ?? [];
        excluded = ExcludeLayers.Length > 0 ? new Regex(string.Join('|', ExcludeLayers), RegexOptions.CultureInvariant) : null;
        ExcludeEmbeddings = excludeEmbeddings;
        MuonA = Check.Finite(muonA, nameof(muonA), Name);
        MuonB = Check.Finite(muonB, nameof(muonB), Name);
        MuonC = Check.Finite(muonC, nameof(muonC), Name);
        AdamLrRatio = Check.NotNegative(adamLrRatio, nameof(adamLrRatio), Name);
        Momentum = Check.Share(momentum, nameof(momentum), Name);
        NsSteps = Check.NotNegative(nsSteps, nameof(nsSteps), Name);
        Nesterov = nesterov;
        RmsRate = Check.NotNegative(rmsRate, nameof(rmsRate), Name);
    }

    /// <summary>The memory of Adam's mean.</summary>
    public double AdamBeta1 { get; }

    /// <summary>The memory of Adam's squares.</summary>
    public double AdamBeta2 { get; }

    /// <summary>The decay of the variables that take Adam's step.</summary>
    public double? AdamWeightDecay { get; }

    /// <summary>What keeps Adam's divisor from zero.</summary>
    public double Epsilon { get; }

    /// <summary>Regular expressions of the paths that take Adam's step.</summary>
    public string[] ExcludeLayers { get; }

    /// <summary>Whether embeddings take Adam's step.</summary>
    public bool ExcludeEmbeddings { get; }

    /// <summary>The factor of X in an iteration.</summary>
    public double MuonA { get; }

    /// <summary>The factor of A = XXᵀ.</summary>
    public double MuonB { get; }

    /// <summary>The factor of A².</summary>
    public double MuonC { get; }

    /// <summary>Adam's rate as a multiple of the rate.</summary>
    public double AdamLrRatio { get; }

    /// <summary>The share of the momentum that is kept.</summary>
    public double Momentum { get; }

    /// <summary>The number of iterations.</summary>
    public int NsSteps { get; }

    /// <summary>Whether the momentum is applied ahead.</summary>
    public bool Nesterov { get; }

    /// <summary>The factor that gives a step the size of Adam's.</summary>
    public double? RmsRate { get; }
}
