using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Callbacks;
using Sharpkeras.Layers;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Properties.Arguments;

/// <summary>
/// What the parameters of public constructors take. A name stands for all classes, <c>Class.name</c> for one. Each number that a constructor
/// takes needs a range here: it is then tried with numbers outside, which it must refuse, and configs are made with numbers inside.
/// </summary>
internal static partial class ArgumentTable
{
    /// <summary>Values of other types, where the type alone does not say what is valid.</summary>
    public static readonly IReadOnlyDictionary<string, Gen<object?>> Values = new Dictionary<string, Gen<object?>>
    {
        ["attentionAxes"] = Some<int[]>([1], [-2], [2, 1]),
        ["backupDir"] = Some("backup"),
        ["boundaries"] = Some<int[]>([3], [1, 5], [0, 2, 9]),
        ["dtype"] = Some(DType.Float32, DType.Float64),
        ["filename"] = Some("log.csv", "logs/of a run.csv"),
        ["filepath"] = Some("model.h5", "at/{epoch:02d}-{val_loss:.2f}.h5"),
        ["inputAxes"] = Some<int[]>([0], [0, -2]),
        ["learningRate"] = Some<LearningRateArgument>(0, 0.5, new CosineDecay(0.5, 7)),
        ["logDir"] = Some("logs", "logs/of a run"),
        ["monitor"] = Some("val_loss", "accuracy"),
        ["name"] = Some("a", "some_name"),
        ["outputAxes"] = Some<int[]>([-1], [1, 0]),
        ["saveFreq"] = Some<SaveFrequency>("epoch", 1, 100),
        ["schedule"] = Some<Func<int, double, double>>((_, rate) => rate / 2),
        ["separator"] = Some(",", ";", "\t"),
        ["sharedAxes"] = Some<int[]>([1], [2, 1]),
        ["targetClassIds"] = Some<int[]>([0], [1, 0]),
        ["updateFreq"] = Some<UpdateFrequency>("epoch", 1, 100),
        ["values"] = Some<double[]>([0.5]),
        ["AUC.labelWeights"] = Some<double[]>([1], [0.25]),
        ["AUC.thresholds"] = Some<double[]>([0.5], [0, 0.25, 1]),
        ["Bidirectional.backwardLayer"] = Some<RNN?>(null, new GRU(2, goBackwards: true, name: "other")),
        ["Bidirectional.layer"] = Some<RNN>(new LSTM(3, name: "inside"), new SimpleRNN(2, dropout: 0.5, seed: 4, name: "plain")),
        ["Conv1D.padding"] = Some(Padding.Valid, Padding.Same, Padding.Causal),
        ["Dot.axes"] = Some<DotAxes>(1, -1, (1, 2), (-1, 1)),
        ["Embedding.weights"] = Some<Tensor?>((Tensor?)null),
        ["GroupNormalization.groups"] = Some(-1, 1, 32),
        ["InputLayer.dtype"] = Some([.. Enum.GetValues<DType>()]),
        ["Lambda.function"] = Some(Registered("ArgumentTable.twice", inputs => inputs[0] * 2)),
        ["Lambda.mask"] = Some(Registered("ArgumentTable.mask", inputs => inputs[0].Mask!)),
        ["MaxNorm.axis"] = Some<OneOrMore<int>>(0, -1, new[] { 0, 1 }),
        ["MinMaxNorm.axis"] = Some<OneOrMore<int>>(0, -1, new[] { 0, 1 }),
        ["ModelCheckpoint.saveWeightsOnly"] = Some(false),
        ["Muon.excludeLayers"] = Some<string[]>([], ["output", "embed.*"]),
        ["OrthogonalRegularizer.mode"] = Some("rows", "columns"),
        ["Permute.dims"] = Some<int[]>([1], [2, 1], [3, 1, 2]),
        ["ReversibleEmbedding.reverseDtype"] = Some<DType?>(null, DType.Float32, DType.Float64),
        ["ReversibleEmbedding.weights"] = Some<Tensor?>((Tensor?)null),
        ["RNN.cell"] = Some<RNNCell>(new LSTMCell(2, name: "inside"), new StackedRNNCells([new GRUCell(3, name: "first"), new LSTMCell(2, name: "second")], name: "both")),
        ["STFT.scaling"] = Some("density", "spectrum"),
        ["STFT.side"] = Some("real", "imag"),
        ["STFT.window"] = Some("hann", "boxcar", "bartlett"),
        ["Softmax.axis"] = Some<OneOrMore<int>>(-1, 1, new[] { 1, -1 }, new[] { 2 }),
        ["SpectralNormalization.layer"] = Some<Layer>(new Dense(2, "relu", name: "inside"), new Conv2D(2, 3, name: "conv")),
        ["StackedRNNCells.cells"] = Some<IReadOnlyList<RNNCell>>([new SimpleRNNCell(3, name: "inside")], [new GRUCell(3, name: "first"), new LSTMCell(2, name: "second")]),
        ["TimeDistributed.layer"] = Some<Layer>(new Dense(2, "relu", name: "inside"), new Flatten(name: "flat")),
        ["UnitNorm.axis"] = Some<OneOrMore<int>>(0, -1, new[] { 0, 1 }),
        ["EinsumDense.biasAxes"] = Some("d"),
        ["EinsumDense.equation"] = Some("abc,cd->abd", "...c,cd->...d", "abc...,cd->abd..."),
        ["EinsumDense.outputShape"] = Some<Shape>([-1, 3], [5]),
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
        ["GroupedQueryAttention"] = list => list["numQueryHeads"] = list.Get<int>("numQueryHeads") * list.Get<int>("numKeyValueHeads"),
        ["MinMaxNorm"] = list => InOrder(list, "minValue", "maxValue"),
        ["PiecewiseConstantDecay"] = list =>
            list["values"] = Enumerable.Range(0, list.Get<int[]>("boundaries").Length + 1).Select(i => i * 0.25).ToArray(),
        ["RandomUniform"] = list => InOrder(list, "minval", "maxval"),
        ["IoU"] = list => list["numClasses"] = list.Get<int>("numClasses") + 1,
        ["OneHotIoU"] = list => list["numClasses"] = list.Get<int>("numClasses") + 1,
    };

    /// <summary>Arguments that Keras does not write into configs, or not under their names.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotInConfigs = new Dictionary<string, string>
    {
        ["AUC.labelWeights"] = "Keras writes a tensor",
        ["Bidirectional.backwardLayer"] = "Keras writes the layer also where it made it itself",
        ["Bidirectional.layer"] = "Keras writes the layer that it made of it, which has another name",
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
        ["Functional"] = "its config lists its layers and their calls; Models/FunctionalConfigTests compares it",
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
