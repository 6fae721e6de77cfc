using Sharpkeras.Data;
using Sharpkeras.Devices;

namespace Sharpkeras.Models;

/// <summary>The loops over epochs and batches.</summary>
internal sealed class Trainer(Model model, CallbackList callbacks, CancellationToken cancellation)
{
    public History Fit(ArrayBatches train, ArrayBatches? validation, FitOptions options)
    {
        var history = new History();
        var steps = new EpochSteps(train, options.StepsPerEpoch, options.Shuffle ? new SeedGenerator() : null);
        var logs = new SortedDictionary<string, double>(StringComparer.Ordinal);
        model.StopTraining = false;
        model.ResumeEpoch = null;
        callbacks.TrainBegin();
        for (int epoch = model.ResumeEpoch ?? options.InitialEpoch; epoch < options.Epochs && !model.StopTraining; epoch++)
        {
            model.ResetMetrics();
            callbacks.EpochBegin(epoch);
            logs = Train(steps);
            if (validation != null && options.Validates(epoch))
            {
                foreach (var (name, value) in Evaluate(validation, options.ValidationSteps))
                {
                    logs["val_" + name] = value;
                }
            }

            callbacks.EpochEnd(epoch, logs, history);
        }

        model.Optimizer.FinalizeVariableValues(model.TrainedVariables);
        callbacks.TrainEnd(logs);
        return history;
    }

    public SortedDictionary<string, double> Evaluate(ArrayBatches batches, int? steps)
    {
        callbacks.TestBegin();
        model.ResetMetrics();
        int count = Math.Min(steps ?? batches.Count, batches.Count);
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.TestBatchBegin(i);
            using var scope = new TensorScope();
            callbacks.TestBatchEnd(i, model.RunTestStep(Read(batches, i)));
        }

        if (steps > count)
        {
            EpochSteps.WarnOfTooFewData(model.Name, count, steps.Value);
        }

        var logs = new SortedDictionary<string, double>(model.ReadMetrics(), StringComparer.Ordinal);
        callbacks.TestEnd(logs);
        return logs;
    }

    public Tensors Predict(ArrayBatches batches, int count)
    {
        Tensor[]? all = null;
        int samples = Math.Min(batches.Samples, count * batches.BatchSize);
        callbacks.PredictBegin();
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.PredictBatchBegin(i);
            int mark = ScopeStack.Open();
            try
            {
                Tensors parts = model.RunPredictStep(Read(batches, i).X);
                all ??= Rent(parts, samples, mark);
                for (int output = 0; output < all.Length; output++)
                {
                    Tensor part = parts[output];
                    Backend.Of(part).Copy(part, ArrayBatches.Slice(all[output], i * batches.BatchSize, part.Shape[0]));
                }

                callbacks.PredictBatchEnd(i, parts);
            }
            finally
            {
                ScopeStack.Close(mark);
            }
        }

        callbacks.PredictEnd();
        return all!;
    }

    /// <summary>Places for the outputs of all samples, which outlive the step.</summary>
    private static Tensor[] Rent(Tensors parts, int samples, int mark)
    {
        Tensor[] all = [.. parts.Select(part => Backend.Of(part).Rent(part.Shape.With(0, samples), part.DType))];
        foreach (Tensor output in all)
        {
            ScopeStack.Keep(mark, output);
        }

        return all;
    }

    private static Batch Read(ArrayBatches batches, int index)
    {
        Tensor[] rows = new Tensor[batches.Arrays];
        batches.Read(index, rows);
        int weights = batches.Inputs + batches.Targets;
        return new Batch(
            Tensors.Create(rows.AsSpan(0, batches.Inputs)),
            Tensors.Create(rows.AsSpan(batches.Inputs, batches.Targets)),
            Tensors.Create(rows.AsSpan(weights)));
    }

    private SortedDictionary<string, double> Train(EpochSteps steps)
    {
        steps.Begin();
        for (int i = 0; !model.StopTraining && steps.Next(i, model.Name) is { } batch; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.TrainBatchBegin(i);
            using var scope = new TensorScope();
            callbacks.TrainBatchEnd(i, model.RunTrainStep(Read(steps.Batches, batch)));
        }

        return new SortedDictionary<string, double>(model.ReadMetrics(), StringComparer.Ordinal);
    }
}
