using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Checkpoints;

/// <summary>
/// A layer or model: its weights at their paths in Keras's weight files, <c>layers/dense_1/vars/0</c>, and its layers' sources of random
/// numbers. Names of layers play no part, since they count all layers of a process.
/// </summary>
internal sealed class LayerPart(string name, Layer layer) : CheckpointPart(name)
{
    private const string Weights = "weights";
    private const string Random = "random";

    public override void Write(StateDictionary state)
    {
        foreach (var (place, variable) in Variables())
        {
            state.Part(Weights).Set(place, variable.Value.ToHost());
        }

        foreach (var (place, generator) in Generators())
        {
            SeedGenerator.Write(state.Part(Random).Part(place), generator.State);
        }
    }

    public override void Check(StateDictionary state, string path)
    {
        CheckBuilt();
        StateDictionary weights = state.Part(Weights);
        IEnumerable<string> here = Variables().Select(item => Line(item.Place, item.Variable.Shape, item.Variable.DType));
        IEnumerable<string> stored = weights.Names.Select(place => Line(place, weights.GetArray(place)));
        IEnumerable<string> sources = Generators().SelectMany(item => new[] { $"{Random}/{item.Place}/counter", $"{Random}/{item.Place}/key" });
        CheckSame([.. here, .. sources], [.. stored, .. state.Part(Random).Names.Select(place => $"{Random}/{place}")], path, Advice());
    }

    public override void Apply(StateDictionary state)
    {
        foreach (var (place, variable) in Variables())
        {
            variable.Load(state.Part(Weights).GetArray(place));
        }

        foreach (var (place, generator) in Generators())
        {
            generator.State = SeedGenerator.Read(state.Part(Random).Part(place));
        }
    }

    /// <exception cref="InvalidOperationException">The weights do not exist yet.</exception>
    public void CheckBuilt()
    {
        if (!layer.Built)
        {
            throw new InvalidOperationException(
                $"checkpoint — {layer.Name} is not built: the shape of its input is not known yet, and its weights do not exist. Begin with an InputLayer, call it on data, or call BuildModel(shape) first.");
        }
    }

    private string Advice()
    {
        string[] open = [.. Places().Where(item => !item.Layer.Built).Select(item => item.Layer.Name)];
        return open.Length == 0
            ? "restore into what was saved"
            : $"these layers have no weights yet: {string.Join(", ", open)}; call the model on data first, or restore into what was saved";
    }

    private IEnumerable<(string Place, Variable Variable)> Variables() =>
        from item in Places()
        from weight in item.Layer.OwnWeights.Select((variable, number) => (Variable: variable, Number: number))
        select ($"{item.Place}vars/{Text.Of(weight.Number)}", weight.Variable);

    private IEnumerable<(string Place, SeedGenerator Generator)> Generators() =>
        from item in Places()
        from source in item.Layer.Generators().Select((generator, number) => (Generator: generator, Number: number))
        select ($"{item.Place}{Text.Of(source.Number)}", source.Generator);

    /// <summary>Each layer once, at the first path that leads to it; the path of a layer in another field of the same name has a number.</summary>
    private List<(string Place, Layer Layer)> Places()
    {
        var places = new List<(string, Layer)>();
        Add(places, new HashSet<Layer>(ReferenceEqualityComparer.Instance), new NameCounts(), "", layer);
        return places;
    }

    private static void Add(List<(string Place, Layer Layer)> places, HashSet<Layer> seen, NameCounts used, string place, Layer layer)
    {
        if (!seen.Add(layer))
        {
            return;
        }

        places.Add((place, layer));
        foreach (var (path, inner) in layer.SubLayerPaths)
        {
            Add(places, seen, used, used.Next(place + path) + "/", inner);
        }
    }
}
