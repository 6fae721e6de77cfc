using Sharpkeras.Data;
using Sharpkeras.Devices;

namespace Sharpkeras.Models;

/// <summary>The loops over epochs and batches.</summary>
internal sealed class Trainer(Model model, CallbackList callbacks, CancellationToken cancellation)
{
    public History Fit(BatchSource train, BatchSource? validation, FitOptions options)
    {
        var steps = new EpochSteps(train, options.StepsPerEpoch, model.Name);
        var run = new TrainingRun(model, callbacks, steps, options);
        model.StopTraining = false;
        model.ResumeEpoch = null;
        model.Training = run;
        try
        {
            callbacks.TrainBegin(); // which may set the run to where an earlier one was broken off
            run.Epoch = model.ResumeEpoch ?? run.Epoch;
            while (run.InEpoch || (run.Epoch < options.Epochs && !model.StopTraining))
            {
                RunEpoch(run, steps, validation, options);
            }

            model.Optimizer.FinalizeVariableValues(model.TrainedVariables);
            callbacks.TrainEnd(run.History.Last);
        }
        finally
        {
            model.Training = null;
        }

        return run.History;
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

    private void RunEpoch(TrainingRun run, EpochSteps steps, BatchSource? validation, FitOptions options)
    {
        bool resumed = run.InEpoch;
        if (!resumed)
        {
            model.ResetMetrics();
        }

        callbacks.EpochBegin(run.Epoch, resumed);
        if (!resumed)
        {
            steps.Begin();
        }

        run.Trained ??= Train(run, steps);
        var logs = new SortedDictionary<string, double>(run.Trained, StringComparer.Ordinal);
        if (validation != null && options.Validates(run.Epoch))
        {
            foreach (var (name, value) in Evaluate(validation, options.ValidationSteps))
            {
                logs["val_" + name] = value;
            }
        }

        callbacks.EpochEnd(logs, run);
    }

    private SortedDictionary<string, double> Train(TrainingRun run, EpochSteps steps)
    {
        while (!model.StopTraining)
        {
            using var scope = new TensorScope();
            if (steps.Next(run.Step) is not { } batch)
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            callbacks.TrainBatchBegin(run.Step);
            StepResult result = model.RunTrainStep(batch);
            run.SoFar = null;
            callbacks.TrainBatchEnd(run.Step++, result);
        }

        return run.SoFar ?? new SortedDictionary<string, double>(model.ReadMetrics(), StringComparer.Ordinal);
    }
}
