using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Callbacks;
using Sharpkeras.Constraints;
using Sharpkeras.Layers;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;

namespace Sharpkeras.Tests.Properties.Arguments;

/// <summary>
/// What the parameters of public constructors take. A name stands for all classes, <c>Class.name</c> for one. Each number that a constructor
/// takes needs a range here: it is then tried with numbers outside, which it must refuse, and configs are made with numbers inside.
/// </summary>
internal static partial class ArgumentTable
{
    /// <summary>The ranges of numbers.</summary>
    public static readonly IReadOnlyDictionary<string, ArgumentRange> Ranges = new Dictionary<string, ArgumentRange>
    {
        ["alpha"] = ArgumentRange.Number,
        ["adamBeta1"] = ArgumentRange.Decay,
        ["adamBeta2"] = ArgumentRange.Decay,
        ["adamLrRatio"] = ArgumentRange.NotNegative,
        ["adamWeightDecay"] = ArgumentRange.NotNegative,
        ["axis"] = ArgumentRange.Number,
        ["baseline"] = ArgumentRange.Number,
        ["batchSize"] = ArgumentRange.Positive,
        ["beta1"] = ArgumentRange.Decay,
        ["beta2"] = ArgumentRange.Decay,
        ["beta2Decay"] = new ArgumentRange(double.NegativeInfinity, 0),
        ["clipnorm"] = ArgumentRange.NotNegative,
        ["clipThreshold"] = ArgumentRange.Positive,
        ["clipvalue"] = ArgumentRange.NotNegative,
        ["cooldown"] = ArgumentRange.NotNegative,
        ["depthMultiplier"] = ArgumentRange.Positive,
        ["decayRate"] = ArgumentRange.NotNegative,
        ["decaySteps"] = ArgumentRange.Positive,
        ["emaMomentum"] = ArgumentRange.Share,
        ["emaOverwriteFrequency"] = ArgumentRange.Positive,
        ["endLearningRate"] = ArgumentRange.NotNegative,
        ["classId"] = ArgumentRange.NotNegative,
        ["cooldown"] = ArgumentRange.NotNegative,
        ["depthMultiplier"] = ArgumentRange.Positive,
        ["delta"] = ArgumentRange.Positive,
        ["epsilon"] = ArgumentRange.NotNegative,
        ["epsilon1"] = ArgumentRange.NotNegative,
        ["epsilon2"] = ArgumentRange.NotNegative,
        ["factor"] = ArgumentRange.Decay,
        ["filters"] = ArgumentRange.Positive,
        ["firstDecaySteps"] = ArgumentRange.Positive,
        ["gain"] = ArgumentRange.Number,
        ["globalClipnorm"] = ArgumentRange.NotNegative,
        ["gradientAccumulationSteps"] = new ArgumentRange(2, double.PositiveInfinity),
        ["gamma"] = ArgumentRange.NotNegative,
        ["groups"] = ArgumentRange.Positive,
        ["ignoreClass"] = ArgumentRange.Number,
        ["inputDim"] = ArgumentRange.Positive,
        ["initialAccumulatorValue"] = ArgumentRange.NotNegative,
        ["initialLearningRate"] = ArgumentRange.NotNegative,
        ["k"] = ArgumentRange.Positive,
        ["l1"] = ArgumentRange.NotNegative,
        ["l1RegularizationStrength"] = ArgumentRange.NotNegative,
        ["l2"] = ArgumentRange.NotNegative,
        ["l2RegularizationStrength"] = ArgumentRange.NotNegative,
        ["l2ShrinkageRegularizationStrength"] = ArgumentRange.NotNegative,
        ["labelSmoothing"] = ArgumentRange.Share,
        ["learningRate"] = ArgumentRange.NotNegative,
        ["maskValue"] = ArgumentRange.Number,
        ["learningRatePower"] = new ArgumentRange(double.NegativeInfinity, 0),
        ["lossScaleFactor"] = ArgumentRange.Positive,
        ["margin"] = ArgumentRange.Share,
        ["maxval"] = ArgumentRange.Number,
        ["mean"] = ArgumentRange.Number,
        ["minDelta"] = ArgumentRange.Number,
        ["minLr"] = ArgumentRange.NotNegative,
        ["minval"] = ArgumentRange.Number,
        ["maxValue"] = ArgumentRange.NotNegative,
        ["momentum"] = ArgumentRange.Share,
        ["n"] = ArgumentRange.Positive,
        ["outputDim"] = ArgumentRange.Positive,
        ["negativeSlope"] = ArgumentRange.NotNegative,
        ["numClasses"] = ArgumentRange.Positive,
        ["numLabels"] = ArgumentRange.Positive,
        ["numRegressors"] = ArgumentRange.NotNegative,
        ["numThresholds"] = ArgumentRange.Positive,
        ["patience"] = ArgumentRange.NotNegative,
        ["precision"] = ArgumentRange.Share,
        ["q"] = new ArgumentRange(0, 1) { LowOpen = true, HighOpen = true },
        ["rate"] = ArgumentRange.Share,
        ["renormMomentum"] = ArgumentRange.Share,
        ["mMul"] = ArgumentRange.NotNegative,
        ["momentum"] = ArgumentRange.Share,
        ["n"] = ArgumentRange.Positive,
        ["outputDim"] = ArgumentRange.Positive,
        ["muonA"] = ArgumentRange.Number,
        ["muonB"] = ArgumentRange.Number,
        ["muonC"] = ArgumentRange.Number,
        ["nsSteps"] = ArgumentRange.NotNegative,
        ["patience"] = ArgumentRange.NotNegative,
        ["rate"] = ArgumentRange.Share,
        ["rho"] = ArgumentRange.Share,
        ["rmsRate"] = ArgumentRange.NotNegative,
        ["recall"] = ArgumentRange.Share,
        ["sensitivity"] = ArgumentRange.Share,
        ["specificity"] = ArgumentRange.Share,
        ["seed"] = ArgumentRange.Number,
        ["startFromEpoch"] = ArgumentRange.NotNegative,
        ["stddev"] = ArgumentRange.NotNegative,
        ["threshold"] = ArgumentRange.Share,
        ["tMul"] = ArgumentRange.Positive,
        ["topK"] = ArgumentRange.Positive,
        ["units"] = ArgumentRange.Positive,
        ["verbose"] = new ArgumentRange(0, 2),
        ["AlphaDropout.rate"] = ArgumentRange.Decay,
        ["Constant.value"] = ArgumentRange.Anything,
        ["CallbackParams.Epochs"] = ArgumentRange.Anything,
        ["CallbackParams.Steps"] = ArgumentRange.Anything,
        ["GaussianDropout.rate"] = ArgumentRange.Decay,
        ["GaussianNoise.stddev"] = ArgumentRange.Share,
        ["GroupNormalization.groups"] = new ArgumentRange(-1, double.PositiveInfinity),
        ["warmupSteps"] = ArgumentRange.NotNegative,
        ["warmupTarget"] = ArgumentRange.NotNegative,
        ["weightDecay"] = ArgumentRange.NotNegative,
        ["CallbackParams.Epochs"] = ArgumentRange.Anything,
        ["CallbackParams.Steps"] = ArgumentRange.Anything,
        ["Constant.value"] = ArgumentRange.Anything,
        ["CosineDecay.alpha"] = ArgumentRange.Share,
        ["CosineDecayRestarts.alpha"] = ArgumentRange.Share,
        ["Ftrl.beta"] = ArgumentRange.NotNegative,
        ["AUC.numThresholds"] = new ArgumentRange(2, double.PositiveInfinity),
        ["BinaryFocalCrossentropy.alpha"] = ArgumentRange.Share,
        ["Circle.gamma"] = ArgumentRange.Positive,
        ["Constant.value"] = ArgumentRange.Anything,
        ["CallbackParams.Epochs"] = ArgumentRange.Anything,
        ["CallbackParams.Steps"] = ArgumentRange.Anything,
        ["F1Score.threshold"] = new ArgumentRange(0, 1) { LowOpen = true },
        ["FBetaScore.beta"] = ArgumentRange.Positive,
        ["FBetaScore.threshold"] = new ArgumentRange(0, 1) { LowOpen = true },
        ["InputSpec.Axis"] = ArgumentRange.Anything,
        ["InputSpec.AxisLength"] = ArgumentRange.Anything,
        ["InputSpec.MinRank"] = ArgumentRange.Anything,
        ["InputSpec.Rank"] = ArgumentRange.Anything,
        ["Lion.beta1"] = new ArgumentRange(0, 1) { LowOpen = true },
        ["Lion.beta2"] = ArgumentRange.Share,
        ["MaxNorm.maxValue"] = ArgumentRange.NotNegative,
        ["MinMaxNorm.maxValue"] = ArgumentRange.NotNegative,
        ["MinMaxNorm.minValue"] = ArgumentRange.NotNegative,
        ["ModelCheckpoint.initialValueThreshold"] = ArgumentRange.Number,
        ["ReLU.threshold"] = ArgumentRange.NotNegative,
        ["OrthogonalRegularizer.factor"] = ArgumentRange.NotNegative,
        ["PolynomialDecay.power"] = ArgumentRange.NotNegative,
        ["Rescaling.offset"] = ArgumentRange.Anything,
        ["Rescaling.scale"] = ArgumentRange.Anything,
        ["UpSampling1D.size"] = ArgumentRange.Positive,
        ["AUC.numThresholds"] = new ArgumentRange(2, double.PositiveInfinity),
        ["BinaryFocalCrossentropy.alpha"] = ArgumentRange.Share,
        ["Circle.gamma"] = ArgumentRange.Positive,
        ["F1Score.threshold"] = new ArgumentRange(0, 1) { LowOpen = true },
        ["FBetaScore.beta"] = ArgumentRange.Positive,
        ["FBetaScore.threshold"] = new ArgumentRange(0, 1) { LowOpen = true },
        ["Tversky.alpha"] = ArgumentRange.NotNegative,
        ["Tversky.beta"] = ArgumentRange.NotNegative,
        ["VarianceScaling.scale"] = ArgumentRange.Positive,
    };

    /// <summary>Values of other types, where the type alone does not say what is valid.</summary>
    public static readonly IReadOnlyDictionary<string, Gen<object?>> Values = new Dictionary<string, Gen<object?>>
    {
        ["boundaries"] = Some<int[]>([3], [1, 5], [0, 2, 9]),
        ["dtype"] = Some(DType.Float32, DType.Float64),
        ["filename"] = Some("log.csv", "logs/of a run.csv"),
        ["filepath"] = Some("model.h5", "at/{epoch:02d}-{val_loss:.2f}.h5"),
        ["inputAxes"] = Some<int[]>([0], [0, -2]),
        ["learningRate"] = Some<LearningRateArgument>(0, 0.5, new CosineDecay(0.5, 7)),
        ["monitor"] = Some("val_loss", "accuracy"),
        ["name"] = Some("a", "some_name"),
        ["outputAxes"] = Some<int[]>([-1], [1, 0]),
        ["saveFreq"] = Some<SaveFrequency>("epoch", 1, 100),
        ["schedule"] = Some<Func<int, double, double>>((_, rate) => rate / 2),
        ["sharedAxes"] = Some<int[]>([1], [2, 1]),
        ["separator"] = Some(",", ";", "\t"),
        ["Dot.axes"] = Some<DotAxes>(1, -1, (1, 2), (-1, 1)),
        ["Embedding.weights"] = Some<Tensor?>((Tensor?)null),
        ["Lambda.function"] = Some(Registered("ArgumentTable.twice", inputs => inputs[0] * 2)),
        ["Lambda.mask"] = Some(Registered("ArgumentTable.mask", inputs => inputs[0].Mask!)),
        ["Permute.dims"] = Some<int[]>([1], [2, 1], [3, 1, 2]),
        ["TimeDistributed.layer"] = Some<Layer>(new Dense(2, "relu", name: "inside"), new Flatten(name: "flat")),
        ["Softmax.axis"] = Some<Axes>(-1, 1, new[] { 1, -1 }, new[] { 2 }),
        ["GroupNormalization.groups"] = Some(-1, 1, 32),
        ["Conv1D.padding"] = Some(Padding.Valid, Padding.Same, Padding.Causal),
        ["values"] = Some<double[]>([0.5]),
        ["InputLayer.dtype"] = Some([.. Enum.GetValues<DType>()]),
        ["MaxNorm.axis"] = Some<NormAxes>(0, -1, new[] { 0, 1 }),
        ["MinMaxNorm.axis"] = Some<NormAxes>(0, -1, new[] { 0, 1 }),
        ["Muon.excludeLayers"] = Some<string[]>([], ["output", "embed.*"]),
        ["OrthogonalRegularizer.mode"] = Some("rows", "columns"),
        ["STFT.scaling"] = Some("density", "spectrum"),
        ["STFT.side"] = Some("real", "imag"),
        ["STFT.window"] = Some("hann", "boxcar", "bartlett"),
        ["UnitNorm.axis"] = Some<NormAxes>(0, -1, new[] { 0, 1 }),
        ["targetClassIds"] = Some<int[]>([0], [1, 0]),
        ["AUC.labelWeights"] = Some<double[]>([1], [0.25]),
        ["AUC.thresholds"] = Some<double[]>([0.5], [0, 0.25, 1]),
        ["VarianceScaling.distribution"] = Some("uniform", "untruncated_normal", "truncated_normal"),
        ["VarianceScaling.mode"] = Some("fan_in", "fan_out", "fan_avg"),
    };

    /// <summary>Arguments that must fit each other.</summary>
    public static readonly IReadOnlyDictionary<string, Action<ArgumentList>> Adjustments = new Dictionary<string, Action<ArgumentList>>
    {
        ["AUC"] = list =>
        {
            list["multiLabel"] = list["numLabels"] != null;
            list["numLabels"] = list["numLabels"] == null ? null : 1;
            list["numThresholds"] = list["thresholds"] is double[] own ? own.Length + 2 : list["numThresholds"];
        },
        ["Conv1D"] = Grouped,
        ["Conv2D"] = Grouped,
        ["Conv1DTranspose"] = list =>
        {
            StridesOrDilation(list);
            list["outputPadding"] = list["outputPadding"] == null || list["strides"] is not Size1D strides ? null : (Size1D)(strides.Length - 1);
        },
        ["Conv2DTranspose"] = list =>
        {
            StridesOrDilation(list);
            list["outputPadding"] = list["outputPadding"] == null || list["strides"] is not Size2D strides
                ? null
                : (Size2D)(strides.Height - 1, strides.Width - 1);
        },
        ["InputLayer"] = list =>
        {
            list["shape"] = list["batchShape"] == null ? new Shape?([2, 3]) : null;
            list["batchSize"] = list["batchShape"] == null ? list["batchSize"] : null;
        },
        ["Normalization"] = list => list["variance"] = list["mean"],
        ["Adadelta"] = OneKindOfClipping,
        ["Adafactor"] = OneKindOfClipping,
        ["Adagrad"] = OneKindOfClipping,
        ["Adam"] = OneKindOfClipping,
        ["AdamW"] = OneKindOfClipping,
        ["Adamax"] = OneKindOfClipping,
        ["Ftrl"] = OneKindOfClipping,
        ["Lamb"] = OneKindOfClipping,
        ["Lion"] = OneKindOfClipping,
        ["Muon"] = OneKindOfClipping,
        ["Nadam"] = OneKindOfClipping,
        ["RMSprop"] = OneKindOfClipping,
        ["SGD"] = OneKindOfClipping,
        ["MinMaxNorm"] = list => InOrder(list, "minValue", "maxValue"),
        ["PiecewiseConstantDecay"] = list =>
            list["values"] = Enumerable.Range(0, list.Get<int[]>("boundaries").Length + 1).Select(i => i * 0.25).ToArray(),
        ["RandomUniform"] = list => InOrder(list, "minval", "maxval"),
        ["IoU"] = list => list["numClasses"] = list.Get<int>("numClasses") + 1,
        ["OneHotIoU"] = list => list["numClasses"] = list.Get<int>("numClasses") + 1,
        ["Normalization"] = list => list["variance"] = list["mean"],
    };

    /// <summary>Arguments that Keras does not write into configs, or not under their names.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotInConfigs = new Dictionary<string, string>
    {
        ["CosineSimilarity.axis"] = "Keras leaves it out, and it is left out here where it is -1",
        ["SparseCategoricalCrossentropy.axis"] = "Keras leaves it out, and it is left out here where it is -1",
        ["SparseTopKCategoricalAccuracy.fromSortedIds"] = "Keras leaves it out where it is false",
        ["Normalization.axis"] = "Keras writes a list also for one axis",
        ["InputLayer.shape"] = "it is part of batch_shape",
        ["InputLayer.batchSize"] = "it is part of batch_shape",
    };

    /// <summary>Classes whose configs are not made of a constructor's arguments.</summary>
    public static readonly IReadOnlyDictionary<string, string> OtherConfigs = new Dictionary<string, string>
    {
        ["LambdaCallback"] = "functions have no config",
        ["LearningRateScheduler"] = "functions have no config",
        ["MeanMetricWrapper"] = "functions have no config",
        ["Sequential"] = "its config lists its layers; Saving/RoundTripTests compares it",
    };

    /// <summary>The entry for a parameter of a class, or for the parameter's name.</summary>
    public static T? Find<T>(IReadOnlyDictionary<string, T> table, Type type, string parameter)
        where T : class => table.GetValueOrDefault($"{type.Name}.{parameter}") ?? table.GetValueOrDefault(parameter);

    private static LambdaFunction Registered(string name, Func<Tensors, Tensors> function)
    {
        var named = new LambdaFunction(name, function);
        LambdaFunction.Register(named);
        return named;
    }

    private static void Grouped(ArgumentList list)
    {
        list["filters"] = list.Get<int>("filters") * list.Get<int>("groups");
        StridesOrDilation(list);
    }

    private static void StridesOrDilation(ArgumentList list) =>
        list["dilationRate"] = list["strides"] == null ? list["dilationRate"] : null;

    private static void OneKindOfClipping(ArgumentList list)
    {
        list["clipvalue"] = list["clipnorm"] == null ? list["clipvalue"] : null;
        list["globalClipnorm"] = list["clipnorm"] == null && list["clipvalue"] == null ? list["globalClipnorm"] : null;
    }

    private static void InOrder(ArgumentList list, string low, string high)
    {
        (double first, double second) = (list.Get<double>(low), list.Get<double>(high));
        list[low] = Math.Min(first, second);
        list[high] = Math.Max(first, second);
    }

    private static Gen<object?> Some<T>(params T[] values) => Gen.Elements(values).Select(value => (object?)value);
}
