using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;
using Sharpkeras.Metrics;

namespace Sharpkeras.Models;

/// <summary>The losses of a model's outputs, weighted and added; with several, each is followed by itself too.</summary>
internal sealed class CompiledLoss(LossArgument argument, LossWeights? weights, IReadOnlyList<string>? outputNames, string model)
{
    private Entry[]? entries;

    /// <summary>Told of each tracker when it was made.</summary>
    public Action<string, Metric>? Created { get; init; }

    public LossArgument Argument => argument;

    public LossWeights? Weights => weights;

    /// <summary>The loss, where one serves all outputs.</summary>
    public Loss? Single => argument.Loss;

    /// <summary>The mean of each output's loss, unweighted, under its name in logs; none where there is one loss.</summary>
    public IEnumerable<Mean> Trackers => entries?.Select(entry => entry.Tracker).OfType<Mean>() ?? [];

    /// <summary>The weighted sum of the outputs' losses; null where no output has one.</summary>
    /// <exception cref="ArgumentException">The targets do not fit the outputs.</exception>
    public Tensor? Call(Batch batch, Tensors predictions)
    {
        CheckTargets(batch.Y.Count, batch.Y.Names, predictions.Count);

        Tensor? sum = null;
        for (int i = 0; i < entries!.Length; i++)
        {
            ref readonly Entry entry = ref entries[i];
            Tensor target = batch.Y[batch.Y.Count == predictions.Count ? entry.Output : i];
            Tensor prediction = predictions[entry.Output];
            Tensor value = entry.Loss.Call(target, prediction, batch.WeightFor(entry.Output));
            entry.Tracker?.PlaceOn(value.Device);
            entry.Tracker?.UpdateState(value, batch.Size);
            value = entry.Weight is { } weight ? value * weight : value;
            sum = sum == null ? value : sum + value;
        }

        return sum;
    }

    /// <summary>Finds the losses of the outputs.</summary>
    /// <exception cref="ArgumentException">A loss names no output, or their number differs.</exception>
    public void Resolve(int outputs) => entries ??= BuildAll(outputs);

    /// <summary>Refuses targets that are neither one for each output nor one for each that has a loss.</summary>
    /// <exception cref="ArgumentException">They are not, or a loss names no output.</exception>
    public void CheckTargets(int targets, IReadOnlyList<string>? given, int outputs)
    {
        Resolve(outputs);
        if (given != null && outputNames != null)
        {
            CheckNames(given, outputNames);
        }

        if (targets != outputs && targets != entries!.Length)
        {
            throw new ArgumentException(targets == 0
                ? $"{model} — the loss needs targets. Received none; pass y."
                : $"{model} — the model has {Text.Of(outputs)} outputs{(outputNames == null ? "" : $" ({string.Join(", ", outputNames)})")}, {Text.Of(entries.Length)} of them with a loss. "
                + $"Received {Text.Of(targets)} targets.");
        }
    }

    private void CheckNames(IReadOnlyList<string> given, IReadOnlyList<string> names)
    {
        string[] missing = [.. entries!.Select(entry => names[entry.Output]).Where(name => !given.Contains(name))];
        if (missing.Length > 0)
        {
            throw new ArgumentException($"{model} — the loss needs targets for {string.Join(", ", missing)}. Received {string.Join(", ", given)}.");
        }
    }

    /// <summary>The target of an output, where there is one for each output or for each that has a loss; null where there is none.</summary>
    public Tensor? TargetOf(int output, Batch batch, Tensors predictions)
    {
        int place = batch.Y.Count == predictions.Count ? output : Array.FindIndex(entries ?? [], entry => entry.Output == output);
        return place >= 0 && place < batch.Y.Count ? batch.Y[place] : null;
    }

    private Entry[] BuildAll(int outputs)
    {
        Entry[] built = Build(outputs);
        foreach (Mean tracker in built.Select(entry => entry.Tracker).OfType<Mean>())
        {
            Created?.Invoke(tracker.Name, tracker);
        }

        return built;
    }

    private Entry[] Build(int outputs)
    {
        double[]? each = weights?.For(outputs, outputNames, model);
        Loss?[] losses = PerOutput(outputs);
        int[] places = [.. Enumerable.Range(0, outputs).Where(i => losses[i] != null)];
        var used = new NameCounts();
        return [.. places.Select(i => new Entry(
            i, losses[i]!, each?[i], places.Length == 1 ? null : new Mean(used.Next(outputNames?[i] ?? losses[i]!.Name) + "_loss")))];
    }

    private Loss?[] PerOutput(int outputs)
    {
        if (argument.ByOutput is { } byOutput)
        {
            Loss?[] losses = new Loss?[outputs];
            foreach (var (name, loss) in byOutput)
            {
                losses[OutputNames.IndexOf(name, outputNames, outputs, "losses", model)] = loss.Loss;
            }

            return losses;
        }

        if (argument.Several is not { } several)
        {
            return [.. Enumerable.Repeat(argument.Loss, outputs)];
        }

        return several.Count == outputs ? [.. several.Select(each => each?.Loss)] : throw new ArgumentException(
            $"{model} — losses are given one for each of the {Text.Of(outputs)} outputs. Received {Text.Of(several.Count)}.");
    }

    private readonly record struct Entry(int Output, Loss Loss, double? Weight, Mean? Tracker);
}
