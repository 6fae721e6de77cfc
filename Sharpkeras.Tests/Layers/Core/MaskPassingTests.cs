using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>The way of masks through layers and models: which pass them on, who owns them, and what they cost.</summary>
[OnDevices]
public sealed class MaskPassingTests
{
    /// <summary>As <c>supports_masking</c> of Keras's classes.</summary>
    [Test]
    public void WhichLayersSupportMasks()
    {
        Layer[] supporting =
        [
            new Activation("relu"), new Dense(2), new Dropout(0.5), new Rescaling(2), new Identity(), new Masking(), new Embedding(2, 2, maskZero: true),
            new Add(), new Subtract(), new Multiply(), new Average(), new Maximum(), new Minimum(), new Concatenate(), new Dot(1),
            new Lambda(new LambdaFunction("same", x => x), mask: new LambdaFunction("mask", x => x[0].Mask!)),
        ];
        Layer[] others =
        [
            new Flatten(), new Reshape([4]), new Permute([1]), new RepeatVector(2), new Conv2D(2, 3), new MaxPooling2D(), new AveragePooling2D(),
            new ZeroPadding2D(), new Embedding(2, 2), new InputLayer([2]), new Lambda((Tensor x) => x * 2),
        ];
        Assert.That(supporting.Where(layer => !layer.SupportsMasking), Is.Empty);
        Assert.That(others.Where(layer => layer.SupportsMasking), Is.Empty);
    }

    [Test]
    [NoLeak]
    public void AMaskGoesThroughAModelUpToTheLayerThatEndsIt()
    {
        using var scope = new TensorScope();
        var passing = new Sequential([new Embedding(5, 4, maskZero: true), new Dropout(0.5), new Dense(3, activation: "relu"), new Activation("tanh"), new Identity()]);
        Tensor tokens = Tensor.From(new[,] { { 1, 2, 0 }, { 4, 0, 0 } });
        Assert.That(passing.Call(tokens).Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, true, false, true, false, false }));
        Assert.That(passing.Call(tokens, training: true).Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, true, false, true, false, false }));
        var ending = new Sequential([new Embedding(5, 4, maskZero: true), new Flatten(), new Dense(3)]);
        Assert.That(ending.Call(tokens).Mask, Is.Null);
    }

    [Test]
    public void ALayerThatEndsAMaskSaysSoOnce()
    {
        var said = new List<string>();
        void Listen(string message) => said.Add(message);
        Log.Warning += Listen;
        try
        {
            var flatten = new Flatten(name: "ends_it");
            Tensor x = Ops.WithMask(Ops.Ones([2, 3]), Ops.Ones([2, 3], DType.Bool));
            flatten.Call(Ops.Ones([2, 3]));
            Assert.That(said.Where(message => message.Contains("ends_it", StringComparison.Ordinal)), Is.Empty);
            flatten.Call(x);
            flatten.Call(x);
            new Sequential([new Dense(2)], name: "made_of_others").Call(x);
            new Dense(2, name: "passes_it").Call(x);
        }
        finally
        {
            Log.Warning -= Listen;
        }

        Assert.That(said.Where(message => message.Contains("mask", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(1).And.All.Contains("ends_it (Flatten)"));
    }

    /// <summary>An input that a layer returns keeps its own mask: others may be reading it.</summary>
    [Test]
    [NoLeak]
    public void ATensorOfOthersIsNotChanged()
    {
        using var tape = new GradientTape();
        Tensor x = Ops.Ones([2, 3]);
        tape.Watch(x);
        Tensor y = new Hider().Call(x);
        Assert.That(x.Mask, Is.Null);
        Assert.That(y.Mask!.ToArray<bool>(), Is.All.False);
        Assert.That(tape.Gradient(Ops.Sum(y), x).ToArray<float>(), Is.All.EqualTo(1f));
    }

    [Test]
    public void AClassThatComputesMasksSupportsThem() => Assert.That(new Hider().SupportsMasking, Is.True);

    [Test]
    public void OnlyTheFirstOutputGetsTheMask()
    {
        Tensors outputs = new Twins().CallAll(Ops.WithMask(Ops.Ones([2, 3]), Ops.Ones([2], DType.Bool)));
        Assert.That(outputs[0].Mask!.Shape, Is.EqualTo(Shape.Create([2])));
        Assert.That(outputs[1].Mask, Is.Null);
    }

    [Test]
    public void MasksAreBooleanAndHaveNoMoreAxes()
    {
        Assert.That(() => Ops.WithMask(Ops.Ones([2]), Ops.Ones([2])), Throws.InstanceOf<DTypeException>().With.Message.Contains("float32"));
        Assert.That(() => Ops.WithMask(Ops.Ones([2]), Ops.Ones([2, 1], DType.Bool)), Throws.InstanceOf<ShapeException>().With.Message.Contains("[2, 1]"));
        Tensor masked = Ops.WithMask(Ops.Ones([2]), Ops.Ones([2], DType.Bool));
        Assert.That(Ops.WithMask(masked, null).Mask, Is.Null);
        Assert.That(masked.Mask, Is.Not.Null);
    }

    [Test]
    [NoLeak]
    public void StepsOfTrainingLeaveNoMaskBehind()
    {
        using var scope = new TensorScope();
        var model = new Sequential([new Embedding(5, 4, maskZero: true), new Dense(3), new Masking()]);
        Tensor tokens = Tensor.From(new[,] { { 1, 2, 0 }, { 4, 0, 0 } });
        for (int step = 0; step < 3; step++)
        {
            using var tape = new GradientTape();
            Tensor loss = Ops.Mean(Ops.Square(model.Call(tokens, training: true)));
            Assert.That(tape.Gradient(loss, model.TrainableVariables), Has.Length.EqualTo(3));
        }
    }

    [Test]
    [NoLeak]
    public void ThreadsShareAMaskedInput()
    {
        using var scope = new TensorScope();
        var model = new Sequential([new Identity(), new Hider(), new Dense(3, kernelInitializer: "ones"), new Dropout(0.5)]);
        Tensor x = Ops.WithMask(Ops.Ones([64, 5]), Ops.Ones([64], DType.Bool));
        model.Call(x);
        float[][] results = new float[16][];
        Parallel.For(0, results.Length, i =>
        {
            using var inner = new TensorScope();
            for (int repeat = 0; repeat < 50; repeat++)
            {
                Tensor y = model.Call(x);
                results[i] = y.Mask!.ToArray<bool>().All(visible => visible) ? y.ToArray<float>() : [];
            }
        });
        Assert.That(results.SelectMany(result => result), Has.Exactly(16 * 64 * 3).EqualTo(5f));
        Assert.That(x.Mask!.ToArray<bool>(), Is.All.True);
    }

    /// <summary>Returns its input, with a mask that hides all when it had none.</summary>
    private sealed class Hider : Layer
    {
        protected override Tensor Forward(Tensor input, CallContext context) => input;

        protected override Tensor ComputeMask(Tensors inputs, Tensors outputs) => Ops.Zeros([inputs[0].Shape[0]], DType.Bool);
    }

    private sealed class Twins : Layer
    {
        public Twins()
        {
            SupportsMasking = true;
        }

        protected override Tensors Forward(Tensors inputs, CallContext context) => [inputs[0] * 1, inputs[0] * 2];
    }
}
