using System.Text.Json.Nodes;
using Sharpkeras.Examples;
using Sharpkeras.Layers;
using Sharpkeras.Metrics;
using Sharpkeras.Models;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Native;

/// <summary>Classes of one's own, of which nothing in this program names the members that configs and models look at.</summary>
internal static class OwnParts
{
    public static void Run(Checks checks)
    {
        KerasRegistry.Register<Bent>();
        KerasRegistry.Register<Knot>();
        KerasRegistry.Register<Pair>();
        var model = new Pair(3);
        model.Compile("sgd", loss: "mse");
        Tensor x = Ops.Reshape(Ops.Arange(12).Cast(DType.Float32), [4, 3]);
        model.Call(x);
        string paths = string.Join(" ", model.Weights.Select(weight => weight.Path));
        checks.That(model.Layers.Count == 4, $"layers in fields, in their order: {paths}");
        double loss = model.TrainOnBatch(x, Ops.Zeros([4, 1]))["loss"];
        checks.That(double.IsFinite(loss) && model.Metrics.Any(metric => metric.Name == "seen"), $"metrics in fields: {string.Join(" ", model.Metrics.Select(metric => metric.Name))}");

        string json = PythonJson.Write(ConfigJson.Serialize(new Bent(2, Bend.FarLeft, [1, 2], note: "x")));
        KerasObject again = KerasRegistry.Deserialize(typeof(Layer), JsonNode.Parse(json)!);
        checks.That(again is Bent { Where: Bend.FarLeft } && PythonJson.Write(ConfigJson.Serialize(again)) == json, json);
        var knot = (Knot)KerasRegistry.Deserialize(typeof(Layer), JsonNode.Parse("""{"class_name": "Knot", "config": {"turns": 3}}""")!);
        checks.That(knot.Turns == 6, $"a reader of one's own: {knot.Turns}");
    }

    private enum Bend
    {
        None,
        FarLeft,
        [ConfigName("RIGHT")]
        Right,
    }

    private sealed class Bent(int times, Bend where = Bend.Right, int[]? sides = null, Bend? other = null, Shape shape = default, string? note = null) : Layer
    {
        public int Times { get; } = times;

        public Bend Where { get; } = where;

        public int[]? Sides { get; } = sides;

        public Bend? Other { get; } = other;

        public Shape Shape { get; } = shape;

        public string? Note { get; } = note;

        protected override Tensor Forward(Tensor input, CallContext context) => input * Times;
    }

    private sealed class Knot(int turns) : Layer
    {
        public int Turns { get; } = turns;

        protected override Tensor Forward(Tensor input, CallContext context) => input;

        private static Knot FromConfig(JsonObject config) => new(2 * config["turns"]!.GetValue<int>());
    }

    private abstract class Base : Model
    {
        private readonly Dense zulu = new(4, activation: "relu");
        private readonly Dense alpha = new(4);

        protected Tensor Both(Tensor x) => alpha.Call(zulu.Call(x));
    }

    private sealed class Pair(int width) : Base
    {
        private readonly List<Layer> rest = [new Dense(width), new Dense(1)];
        private readonly Mean seen = new("seen");

        protected override Tensor Forward(Tensor input, CallContext context)
        {
            seen.UpdateState(Ops.Constant(1, input));
            return rest.Aggregate(Both(input), (x, layer) => layer.Call(x));
        }
    }
}
