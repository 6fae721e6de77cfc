using Sharpkeras.Data;
using Sharpkeras.Devices;

namespace Sharpkeras.Models;

/// <summary>The loops over epochs and batches.</summary>
internal sealed class Trainer(Model model, CallbackList callbacks, CancellationToken cancellation)
{
    public History Fit(ArrayBatches train, ArrayBatches? validation, bool shuffle, int initialEpoch, int epochs)
    {
        var history = new History();
        var generator = new SeedGenerator();
        var logs = new SortedDictionary<string, double>(StringComparer.Ordinal);
        model.StopTraining = false;
        callbacks.ForEach(0, (callback, _) => callback.OnTrainBegin());
        for (int epoch = initialEpoch; epoch < epochs && !model.StopTraining; epoch++)
        {
            callbacks.ForEach(epoch, (callback, number) => callback.OnEpochBegin(number));
            if (shuffle)
            {
                train.Shuffle(generator);
            }

            logs = Epoch(train, validation);
            history.Add(epoch, logs);
            callbacks.ForEach((epoch, logs), (callback, state) => callback.OnEpochEnd(state.epoch, state.logs));
        }

        callbacks.ForEach(logs, (callback, last) => callback.OnTrainEnd(last));
        return history;
    }

    public SortedDictionary<string, double> Evaluate(ArrayBatches batches)
    {
        callbacks.ForEach(0, (callback, _) => callback.OnTestBegin());
        model.ResetMetrics();
        for (int i = 0; i < batches.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.TestBatchBegin(i);
            using var scope = new TensorScope();
            callbacks.TestBatchEnd(i, model.RunTestStep(Read(batches, i)));
        }

        var logs = new SortedDictionary<string, double>(model.ReadMetrics(), StringComparer.Ordinal);
        callbacks.ForEach(logs, (callback, all) => callback.OnTestEnd(all));
        return logs;
    }

    public Tensor Predict(ArrayBatches batches)
    {
        Tensor? all = null;
        callbacks.ForEach(0, (callback, _) => callback.OnPredictBegin());
        for (int i = 0; i < batches.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.ForEach(i, (callback, batch) => callback.OnPredictBatchBegin(batch));
            int mark = ScopeStack.Open();
            try
            {
                Tensor part = model.RunPredictStep(Read(batches, i).X);
                if (all == null)
                {
                    all = Backend.Of(part).Rent(part.Shape.With(0, batches.Samples), part.DType);
                    ScopeStack.Keep(mark, all);
                }

                Backend.Of(part).Copy(part, ArrayBatches.Slice(all, i * batches.BatchSize, part.Shape[0]));
                callbacks.ForEach((i, part), (callback, state) => callback.OnPredictBatchEnd(state.i, state.part));
            }
            finally
            {
                ScopeStack.Close(mark);
            }
        }

        callbacks.ForEach(0, (callback, _) => callback.OnPredictEnd());
        return all!;
    }

    private static Batch Read(ArrayBatches batches, int index)
    {
        Tensor[] rows = new Tensor[2];
        batches.Read(index, rows);
        return new Batch(rows[0], rows[1]);
    }

    private SortedDictionary<string, double> Epoch(ArrayBatches train, ArrayBatches? validation)
    {
        model.ResetMetrics();
        for (int i = 0; i < train.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.TrainBatchBegin(i);
            using var scope = new TensorScope();
            callbacks.TrainBatchEnd(i, model.RunTrainStep(Read(train, i)));
        }

        var logs = new SortedDictionary<string, double>(model.ReadMetrics(), StringComparer.Ordinal);
        if (validation != null)
        {
            foreach (var (name, value) in Evaluate(validation))
            {
                logs["val_" + name] = value;
            }
        }

        return logs;
    }
}
