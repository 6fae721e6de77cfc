using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Checkpoints;

/// <summary>
/// All that a training depends on, in one file, so that it can go on as if it had never been broken off: the weights, the optimizer's state,
/// a step, the state of all random numbers (those of layers and those of the process), the loss and metrics since the last reset, and
/// what was added. While <c>Fit</c> runs, also the place in the data and in the epoch, the history and what callbacks remember;
/// restored by a callback in <c>OnTrainBegin</c>, the training goes on there (<see cref="Callbacks.BackupAndRestore"/> does all of that).
/// Each file is written whole or not at all.
/// </summary>
/// <example>
/// <code>
/// var checkpoint = new Checkpoint(model) { Step = 0 };
/// checkpoint.Save("training.h5");
/// checkpoint.Restore("training.h5");
/// </code>
/// </example>
public sealed class Checkpoint
{
    private readonly List<CheckpointPart> added = [];
    private readonly Optimizer? given;

    /// <summary>A checkpoint of a model.</summary>
    /// <param name="model">The model; null when only what is added counts.</param>
    /// <param name="optimizer">The optimizer of a loop of one's own; null for the one that the model is compiled with, if it is.</param>
    public Checkpoint(Model? model = null, Optimizer? optimizer = null)
    {
        Model = model;
        given = optimizer;
    }

    /// <summary>The model.</summary>
    public Model? Model { get; }

    /// <summary>The optimizer: the given one, or the model's; null for none.</summary>
    public Optimizer? Optimizer => given ?? (Model is { Compiled: true } ? Model.Optimizer : null);

    /// <summary>A number of one's own, such as that of the step or the epoch; it is saved and restored too.</summary>
    public long Step { get; set; }

    /// <summary>Wraps the stream to the disk; null for nothing.</summary>
    internal Func<Stream, Stream>? WrittenThrough { get; init; }

    /// <summary>Keeps a variable too.</summary>
    /// <param name="name">Its name in the file, not empty.</param>
    /// <param name="variable">The variable.</param>
    /// <exception cref="ArgumentException">The name is taken or empty.</exception>
    public void Add(string name, Variable variable) => Add(new VariablePart(PlaceOf(name), variable));

    /// <summary>Keeps another layer or model too: its weights and random numbers.</summary>
    /// <param name="name">Its name in the file, not empty.</param>
    /// <param name="layer">The layer, built when the checkpoint is saved.</param>
    /// <exception cref="ArgumentException">The name is taken or empty.</exception>
    public void Add(string name, Layer layer) => Add(new LayerPart(PlaceOf(name), layer));

    /// <summary>Keeps another optimizer too.</summary>
    /// <param name="name">Its name in the file, not empty.</param>
    /// <param name="optimizer">The optimizer; before it is restored, call its <see cref="Optimizer.Build"/>.</param>
    /// <exception cref="ArgumentException">The name is taken or empty.</exception>
    public void Add(string name, Optimizer optimizer) => Add(new OptimizerPart(PlaceOf(name), optimizer));

    /// <summary>Keeps the state of another object too: a metric, a <see cref="SeedGenerator"/>, a source of data, a class of one's own.</summary>
    /// <param name="name">Its name in the file, not empty.</param>
    /// <param name="target">The object.</param>
    /// <exception cref="ArgumentException">The name is taken or empty.</exception>
    public void Add(string name, IStateful target) => Add(new StatefulPart(PlaceOf(name), target));

    /// <summary>Writes everything into a file, whole or not at all.</summary>
    /// <param name="path">The file; <c>.h5</c> is the right ending, since it is HDF5; its folder must exist.</param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    public void Save(string path)
    {
        using var scope = new TensorScope();
        var state = new StateDictionary();
        foreach (CheckpointPart part in Parts())
        {
            (part as LayerPart)?.CheckBuilt();
            part.Write(state.Part(part.Name));
        }

        CheckpointFile.Write(path, state, WrittenThrough);
    }

    /// <summary>
    /// Goes back to where a file was saved. All that is kept here must be in it, and fit; what is more in the file (the optimizer, for a
    /// model that is not compiled) is left alone. Also the process's generator of random numbers goes back.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ModelFileException">There is no such file, it is damaged, or it is of another model; nothing was changed then.</exception>
    public void Restore(string path) => Apply(CheckpointFile.Read(path), path);

    /// <summary>Goes to a state that was read from a file.</summary>
    internal void Apply(StateDictionary state, string path)
    {
        using var scope = new TensorScope();
        CheckpointPart[] here = [.. Parts()];
        if (here.FirstOrDefault(part => !part.IsOptional && !state.Contains(part.Name)) is { } missing)
        {
            throw new ModelFileException(
                $"checkpoint — '{path}' has no '{missing.Name}'. It has: {string.Join(", ", Groups(state))}; wanted: {string.Join(", ", here.Select(part => part.Name))}. Nothing was changed.");
        }

        Model?.Training?.MakeWeights();
        CheckpointPart[] parts = [.. here.Where(part => state.Contains(part.Name))];
        foreach (CheckpointPart part in parts)
        {
            part.Check(state.Part(part.Name), path);
        }

        ApplyThoseThatMayRefuse([.. parts.Where(part => part.MayRefuse)], state);
        foreach (CheckpointPart part in parts.Where(part => !part.MayRefuse))
        {
            part.Apply(state.Part(part.Name));
        }
    }

    /// <summary>When one refuses, those before it are put back.</summary>
    private static void ApplyThoseThatMayRefuse(CheckpointPart[] parts, StateDictionary state)
    {
        var before = new StateDictionary();
        int done = 0;
        try
        {
            for (; done < parts.Length; done++)
            {
                parts[done].Write(before.Part(parts[done].Name));
                parts[done].Apply(state.Part(parts[done].Name));
            }
        }
        catch
        {
            for (int i = 0; i <= done; i++)
            {
                parts[i].Apply(before.Part(parts[i].Name));
            }

            throw;
        }
    }

    private IEnumerable<CheckpointPart> Parts()
    {
        yield return new StatefulPart("step", state => state.Set("value", Step), state => Step = state.GetInt64("value"), optional: false);
        yield return new StatefulPart(
            "random",
            state => SeedGenerator.Write(state, SeedGenerator.ProcessState),
            state => SeedGenerator.ProcessState = SeedGenerator.Read(state),
            optional: false);
        if (Model is { } model)
        {
            yield return new LayerPart("model", model);
            if (model.Compiled)
            {
                yield return new StatefulPart("metrics", model.GetMetricsState, model.SetMetricsState, optional: true);
            }

            if (model.Training is { } training)
            {
                yield return new StatefulPart("training", training, optional: true);
            }
        }

        if (Optimizer is { } optimizer)
        {
            yield return new OptimizerPart("optimizer", optimizer, Model);
        }

        foreach (CheckpointPart part in added)
        {
            yield return part;
        }
    }

    private static IEnumerable<string> Groups(StateDictionary state) =>
        state.Names.Select(name => name.StartsWith("added/", StringComparison.Ordinal) ? string.Join('/', name.Split('/')[..2]) : name.Split('/')[0]).Distinct();

    private static string PlaceOf(string name) => "added/" + name;

    private void Add(CheckpointPart part)
    {
        string name = part.Name["added/".Length..];
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || added.Any(other => other.Name == part.Name))
        {
            throw new ArgumentException($"checkpoint — what is added needs a name of its own, without a slash. Received '{name}'.", nameof(name));
        }

        added.Add(part);
    }
}
