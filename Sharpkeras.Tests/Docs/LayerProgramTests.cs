using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/add-a-layer.md</c> and <c>docs/memory.md</c>.</summary>
[TestFixture]
public sealed class LayerProgramTests
{
    [Test]
    public void A_layer_of_ones_own_learns_and_comes_back_from_a_file()
    {
        KerasRegistry.Register<Scale>();
        var model = new Sequential([new InputLayer([3]), new Scale(start: 2)]);
        model.Compile(new SGD(0.1), loss: "mean_squared_error");

        Tensor x = Tensor.From(new float[,] { { 1, 2, 3 }, { 3, 1, 2 } });
        model.Fit(x, x, epochs: 200, verbosity: Verbosity.Silent);
        Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(x.ToArray<float>()).Within(1e-3f));

        using var folder = new TemporaryFolder();
        model.Save(folder.File("scale.h5"));
        Model again = Model.Load(folder.File("scale.h5"));
        Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()));
        Assert.That(((Scale)again.Layers[0]).Start, Is.EqualTo(2));
    }

    [Test]
    public void A_layer_with_layers_inside_is_trained()
    {
        var model = new Sequential([new InputLayer([3]), new Block(3)]);
        Assert.That(model.TrainableWeights, Has.Count.EqualTo(4));
        Assert.That(model.Predict(Tensor.From(new float[5, 3])).Shape, Is.EqualTo(Shape.Create([5, 3])));
    }

    [Test]
    public void A_loop_of_ones_own_learns()
    {
        Tensor x = Tensor.From(new float[,] { { 1 }, { 2 }, { 3 } });
        Tensor y = Tensor.From(new float[,] { { 3 }, { 5 }, { 7 } });
        double loss = Loop(x, y);
        Assert.That(loss, Is.LessThan(1e-3));
    }

    private static double Loop(Tensor x, Tensor y)
    {
        var model = new Sequential([new InputLayer([1]), new Dense(1)]);
        var optimizer = new SGD(0.1);
        var lossFunction = new MeanSquaredError();
        double last = 0;
        for (int step = 0; step < 500; step++)
        {
            using var tape = new GradientTape();
            Tensor loss = lossFunction.Call(y, model.Call(x, training: true));
            optimizer.Apply(tape.Gradient(loss, model.TrainableVariables), model.TrainableVariables);
            last = loss.Item<float>();
        }

        return last;
    }

    [Test]
    public void A_scope_releases_what_is_not_kept()
    {
        Tensor x = Tensor.From(new float[] { 1, 2, 3 });
        Tensor norm = Norm(x);
        Assert.That(norm.Item<float>(), Is.EqualTo(Math.Sqrt(14)).Within(1e-6));
    }

    private static Tensor Norm(Tensor x)
    {
        using var scope = new TensorScope();
        return scope.Keep(Ops.Sqrt(Ops.Sum(Ops.Square(x))));
    }

    /// <summary>x · factor, one factor for each channel.</summary>
    internal sealed class Scale(double start = 1, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : Layer(name, trainable, dtype)
    {
        private Variable factor = null!;

        public double Start { get; } = start;

        public override void Build(Shape inputShape) =>
            factor = AddWeight("factor", [inputShape[^1]], new Initializers.Constant(Start));

        protected override Tensor Forward(Tensor input, CallContext context) => input * factor;
    }

    /// <summary>Two dense layers around which the input goes as well.</summary>
    internal sealed class Block(int units, string? name = null) : Layer(name)
    {
        private readonly Dense hidden = new(units, activation: "relu");
        private readonly Dense output = new(units);

        public int Units { get; } = units;

        protected override Tensor Forward(Tensor input, CallContext context) =>
            input + output.Call(hidden.Call(input, context), context);
    }
}
