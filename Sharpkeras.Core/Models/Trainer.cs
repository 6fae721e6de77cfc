using Sharpkeras.Data;
using Sharpkeras.Devices;

namespace Sharpkeras.Models;

/// <summary>The loops over epochs and batches.</summary>
internal sealed class Trainer(Model model, CallbackList callbacks, CancellationToken cancellation)
{
    public History Fit(BatchSource train, BatchSource? validation, FitOptions options)
    {
        var history = new History();
        var steps = new EpochSteps(train, options.StepsPerEpoch, model.Name);
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

    public SortedDictionary<string, double> Evaluate(BatchSource source, int? steps)
    {
        callbacks.TestBegin();
        model.ResetMetrics();
        source.Begin();
        for (int i = 0; steps is not { } wanted || i < wanted; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            if (source.Next() is not { } rows)
            {
                if (steps is { } missed)
                {
                    EpochSteps.WarnOfTooFewData(model.Name, i, missed);
                }

                break;
            }

            callbacks.TestBatchBegin(i);
            callbacks.TestBatchEnd(i, model.RunTestStep(EpochSteps.BatchOf(rows)));
        }

        var logs = new SortedDictionary<string, double>(model.ReadMetrics(), StringComparer.Ordinal);
        callbacks.TestEnd(logs);
        return logs;
    }

    /// <summary>The outputs for all samples, in the innermost scope.</summary>
    public Tensors Predict(BatchSource source, int? steps)
    {
        var outputs = new PredictionParts(source.Samples, steps);
        callbacks.PredictBegin();
        source.Begin();
        for (int i = 0; steps is not { } wanted || i < wanted; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int mark = ScopeStack.Open();
            try
            {
                if (source.Next() is not { } rows)
                {
                    break;
                }

                callbacks.PredictBatchBegin(i);
                Tensors parts = model.RunPredictStep(rows.X);
                outputs.Add(parts, mark);
                callbacks.PredictBatchEnd(i, parts);
            }
            finally
            {
                ScopeStack.Close(mark);
            }
        }

        callbacks.PredictEnd();
        return outputs.Joined();
    }

    private SortedDictionary<string, double> Train(EpochSteps steps)
    {
        steps.Begin();
        for (int i = 0; !model.StopTraining; i++)
        {
            using var scope = new TensorScope();
            if (steps.Next(i) is not { } batch)
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            callbacks.TrainBatchBegin(i);
            callbacks.TrainBatchEnd(i, model.RunTrainStep(batch));
        }

        return new SortedDictionary<string, double>(model.ReadMetrics(), StringComparer.Ordinal);
    }
}
