using System.Numerics;
using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Models;

/// <summary>Training, evaluation and prediction on datasets, which may be larger than memory.</summary>
public abstract partial class Model
{
    /// <summary>Trains the model on a dataset. Each pass is an epoch of the dataset, which shuffles itself if it shall be shuffled.</summary>
    /// <param name="data">Batches: elements whose arrays are [samples, …].</param>
    /// <param name="epochs">The number after the last epoch.</param>
    /// <param name="verbosity">What is shown.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="validationData">Batches for validation after each epoch.</param>
    /// <param name="classWeight">How much the samples of a class count, by its number; 1 for the others. For models of one output.</param>
    /// <param name="initialEpoch">The number of the first epoch, to go on with a training.</param>
    /// <param name="stepsPerEpoch">The steps of an epoch; the next goes on where it ended. Null goes through the data once; a dataset without end needs a number.</param>
    /// <param name="validationSteps">The steps of a validation; null for all data.</param>
    /// <param name="validationFreq">The epochs from one validation to the next.</param>
    /// <param name="cancellation">Ends the training between two steps; the weights stay as the last step left them.</param>
    /// <returns>What each epoch reported.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">A number or the first batch does not fit; nothing was changed then. Or a later batch does not.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public History Fit(
        Dataset<Element> data,
        int epochs = 1,
        Verbosity verbosity = Verbosity.Auto,
        IEnumerable<Callback>? callbacks = null,
        Dataset<Element>? validationData = null,
        IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0,
        int? stepsPerEpoch = null,
        int? validationSteps = null,
        int validationFreq = 1,
        CancellationToken cancellation = default)
    {
        CheckCompiled("Fit");
        var options = new FitOptions(epochs, initialEpoch, stepsPerEpoch, validationSteps, validationFreq);
        options.Check(Name);
        CheckEnds(data, stepsPerEpoch, nameof(stepsPerEpoch));
        CheckEnds(validationData, validationSteps, nameof(validationSteps));
        using IDisposable there = Device.Use(Place);
        using DatasetBatches train = Batches(data, classWeight);
        using DatasetBatches? test = validationData == null ? null : Batches(validationData);
        Element first = train.First();
        EnsureBuiltFor(first);
        options = options with { Inputs = [.. first.X.Select(input => new TensorSpec(input.Shape, input.DType))] };
        var list = new CallbackList(this, WithLogging(callbacks), verbosity, new CallbackParams(epochs, stepsPerEpoch ?? train.Count ?? 0));
        return new Trainer(this, list, cancellation).Fit(train, test, options);
    }

    /// <summary>The loss and the metrics on a dataset; nothing is trained.</summary>
    /// <param name="data">Batches: elements whose arrays are [samples, …].</param>
    /// <param name="verbosity">What is shown.</param>
    /// <param name="steps">The number of steps; null for all data.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the evaluation between two steps.</param>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public Evaluation Evaluate(
        Dataset<Element> data,
        Verbosity verbosity = Verbosity.Auto,
        int? steps = null,
        IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellation = default)
    {
        CheckCompiled("Evaluate");
        Check.Positive(steps ?? 1, nameof(steps), Name);
        CheckEnds(data, steps, nameof(steps));
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        using DatasetBatches batches = Batches(data);
        EnsureBuiltFor(batches.First());
        var list = new CallbackList(this, callbacks, verbosity, new CallbackParams(1, StepsOf(batches, steps)));
        return new Evaluation(new Trainer(this, list, cancellation).Evaluate(batches, steps));
    }

    /// <summary>The model's only output for a dataset.</summary>
    /// <param name="data">Batches: elements whose inputs are [samples, …]; targets are not looked at.</param>
    /// <param name="steps">The number of steps; null for all data.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the prediction between two steps.</param>
    /// <returns>[samples, …], in the order of the dataset.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit, or there are several outputs.</exception>
    public Tensor Predict(
        Dataset<Element> data, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        Tensors outputs = PredictAll(data, steps, callbacks, cancellation);
        return outputs.Count == 1
            ? outputs[0]
            : throw new ArgumentException($"{Name} — the model has {Text.Of(outputs.Count)} outputs. Use PredictAll, which returns all of them.");
    }

    /// <summary>All of the model's outputs for a dataset.</summary>
    /// <param name="data">Batches: elements whose inputs are [samples, …]; targets are not looked at.</param>
    /// <param name="steps">The number of steps; null for all data.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the prediction between two steps.</param>
    /// <returns>Each [samples, …], in the order of the dataset.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public Tensors PredictAll(
        Dataset<Element> data, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        Check.Positive(steps ?? 1, nameof(steps), Name);
        CheckEnds(data, steps, nameof(steps));
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        using var batches = new DatasetBatches(data, Place, CheckBatch, rows => rows);
        EnsureBuiltFor(batches.First());
        var list = new CallbackList(this, callbacks, Verbosity.Silent, new CallbackParams(1, StepsOf(batches, steps)));
        Tensors outputs = new Trainer(this, list, cancellation).Predict(batches, steps);
        foreach (Tensor output in outputs)
        {
            scope.Keep(output);
        }

        return outputs;
    }

    private static int StepsOf(DatasetBatches batches, int? steps) => batches.Count is { } count ? Math.Min(steps ?? count, count) : steps ?? 0;

    private void CheckEnds(Dataset<Element>? data, int? steps, string name)
    {
        if (data?.Cardinality == Dataset.Infinite && steps == null)
        {
            throw new ArgumentException($"{Name} — the dataset has no end. Pass {name}, or let Repeat take a number.", name);
        }
    }

    private DatasetBatches Batches(Dataset<Element> data, IReadOnlyDictionary<int, double>? classWeight = null) => new(
        data,
        Place,
        element =>
        {
            CheckBatch(element);
            CheckTargets(element);
        },
        rows => new BatchSource.Rows(
            rows.X,
            PrepareTargets(rows.Y),
            classWeight == null ? rows.SampleWeight : ClassWeightsOf(new ValidationData(rows.X, rows.Y, rows.SampleWeight), classWeight)));

    private void EnsureBuiltFor(Element element)
    {
        if (!Built)
        {
            EnsureBuilt([.. element.X.Select(input => input.Shape)]);
        }

        CheckInput([.. element.X.Select(input => new TensorSpec(input.Shape, input.DType))]);
    }

    /// <summary>Elements have to be batches: all arrays of an element have the samples along their first axis.</summary>
    private void CheckBatch(Element element)
    {
        foreach (HostArray array in element.Arrays)
        {
            if (array.Shape.Rank == 0 || array.Shape[0] == 0 || array.Shape[0] != element.X[0].Shape[0])
            {
                string received = string.Join(", ", element.Arrays.Select(each => each.Shape));
                throw new ShapeException($"{Name} — the elements of the dataset are no batches. Received arrays {received}; add Batch(32) to the dataset.");
            }
        }
    }

    /// <summary>Targets that do not fit the outputs, or the classes, are refused before the step.</summary>
    private void CheckTargets(Element element)
    {
        if (OutputShapes is { } outputs)
        {
            compiledLoss?.CheckTargets(element.Y.Count, null, outputs.Count);
        }

        CheckLabels(element);
    }

    /// <summary>Class numbers outside of the classes are refused before the step.</summary>
    private void CheckLabels(Element element)
    {
        if (element.Y.Count != 1 || Loss is not SparseCategoricalCrossentropy { IgnoreClass: null } sparse || OutputShape is not { Rank: > 0 } output)
        {
            return;
        }

        int classes = output[output.Axis(sparse.Axis, Name)];
        HostArray labels = element.Y[0];
        bool valid = classes <= 0 || labels.DType switch
        {
            DType.Float32 => AreClasses<float>(labels, classes),
            DType.Float64 => AreClasses<double>(labels, classes),
            DType.Int8 => AreClasses<sbyte>(labels, classes),
            DType.UInt8 => AreClasses<byte>(labels, classes),
            DType.Int16 => AreClasses<short>(labels, classes),
            DType.Int32 => AreClasses<int>(labels, classes),
            DType.Int64 => AreClasses<long>(labels, classes),
            _ => true,
        };
        if (!valid)
        {
            throw new ArgumentException(
                $"{Name} — labels must lie in [0, {Text.Of(classes - 1)}], since the model has {Text.Of(classes)} outputs. Received others in a batch of {Text.Of(labels.Shape[0])}.");
        }
    }

    private static bool AreClasses<T>(HostArray labels, int classes)
        where T : unmanaged, INumber<T>
    {
        foreach (T label in labels.Span<T>())
        {
            if (!(label >= T.Zero && double.CreateTruncating(label) < classes))
            {
                return false;
            }
        }

        return true;
    }
}
