using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>Tells a callback of epochs with given numbers, as a training would.</summary>
internal static class Feed
{
    public static Sequential Model() => SmallModels.Compiled(SmallModels.Mlp(), new Sharpkeras.Optimizers.SGD(1.0));

    /// <summary>One epoch for each number, until the callback ends the training; returns the epochs that ran.</summary>
    public static int Epochs(Callback callback, Model model, string name, params double[] values)
    {
        callback.Attach(model, new CallbackParams(values.Length, 1));
        model.StopTraining = false;
        callback.OnTrainBegin();
        int epoch = 0;
        IDictionary<string, double> logs = new SortedDictionary<string, double>();
        for (; epoch < values.Length && !model.StopTraining; epoch++)
        {
            callback.OnEpochBegin(epoch);
            logs = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["loss"] = 1, [name] = values[epoch] };
            callback.OnEpochEnd(epoch, logs);
        }

        callback.OnTrainEnd(logs.AsReadOnly());
        return epoch;
    }
}
