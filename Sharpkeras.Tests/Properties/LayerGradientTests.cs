using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Operations;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>Gradients of all layers, for inputs and for weights, agree with central differences in float64.</summary>
public sealed class LayerGradientTests
{
    private static IEnumerable<TestCaseData> Rows() => LayerTable.Rows.Select(row => new TestCaseData(row).SetArgDisplayNames(row.ToString()));

    [TestCaseSource(nameof(Rows))]
    public void Gradients(object item)
    {
        var differences = new Differences();
        Draws.Check(((LayerRow)item).Seeded, trial => Complaint(trial, differences));
        Assert.That(differences.Compared, Is.GreaterThan(4 * differences.AtKinks), "few steps meet a kink");
    }

    [Test]
    public void EveryLayerIsInTheTable()
    {
        Type[] rows = [.. LayerTable.Rows.Select(row => row.Layer).Concat(LayerTable.Without.Keys)];
        Assert.That(
            LayerTable.Layers.Except(rows), Is.Empty, "These need a row in Properties/LayerTable*.cs, or a reason in its list of layers without gradient");
    }

    private static string? Complaint(LayerTrial trial, Differences differences)
    {
        Nd[] inputs = RandomNumbers.Draw(trial.Inputs, trial.Seed);
        using var scope = new TensorScope();
        Variable[] weights = Built(trial).Weights.Where(weight => weight.DType.IsFloating()).ToArray();
        Nd[] values = RandomNumbers.Draw([.. weights.Select(WeightRange)], trial.Seed + 1);
        var places = new LayerPlaces(trial, inputs, values, [.. weights.Select(weight => weight.Trainable)]);
        return differences.Complaint(
            places.Points,
            points => Value(trial, places, points),
            (points, cotangent) => Gradient(trial, places, points, cotangent),
            kinksInside: true,
            trial.Seed);
    }

    private static Layer Built(LayerTrial trial)
    {
        Layer layer = trial.Make();
        layer.EnsureBuilt([.. trial.Inputs.Select(input => input.Shape)]);
        return layer;
    }

    /// <summary>Any numbers, but variances are positive.</summary>
    private static OpInput WeightRange(Variable weight) =>
        weight.Name.EndsWith("variance", StringComparison.Ordinal) ? new OpInput(weight.Shape, 0.5, 2) : new OpInput(weight.Shape, -1, 1);

    private static Nd Value(LayerTrial trial, LayerPlaces places, Nd[] points)
    {
        using var scope = new TensorScope();
        return Nd.From(Call(trial, Loaded(trial, places, points), places.Inputs(points)));
    }

    private static Nd[] Gradient(LayerTrial trial, LayerPlaces places, Nd[] points, Nd cotangent)
    {
        Layer layer = Loaded(trial, places, points);
        using var tape = new GradientTape();
        Tensor[] inputs = places.Inputs(points);
        Tensor[] watched = [.. inputs.Where(input => input.DType.IsFloating())];
        foreach (Tensor input in watched)
        {
            tape.Watch(input);
        }

        Tensor target = Ops.Sum(Call(trial, layer, inputs) * cotangent.To(DType.Float64, Device.Cpu));
        return [.. tape.Gradient(target, [.. watched, .. layer.TrainableWeights.Select(weight => weight.Value)]).Select(Nd.From)];
    }

    private static Layer Loaded(LayerTrial trial, LayerPlaces places, Nd[] points)
    {
        Layer layer = Built(trial);
        Variable[] weights = layer.Weights.Where(weight => weight.DType.IsFloating()).ToArray();
        Nd[] values = places.Weights(points);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i].Load(HostArray.From<double>(values[i].Data, values[i].Shape));
        }

        return layer;
    }

    /// <summary>The outputs and the losses that the layer adds, in a row.</summary>
    private static Tensor Call(LayerTrial trial, Layer layer, Tensor[] inputs)
    {
        using var call = new StepCall(trial.Training);
        Tensors outputs = layer.CallAll(inputs, call.Context);
        return Ops.Concatenate([.. outputs.Concat(call.Context.Losses).Select(part => part.Reshape([(int)part.Length]))]);
    }
}
