using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/attention.md</c>.</summary>
[TestFixture]
public sealed class AttentionProgramTests
{
    [Test]
    public void ABlockOfATransformerLearnsAndComesBack()
    {
        Keras.SetRandomSeed(1);
        Tensor tokens = Keras.Input([6], dtype: DType.Int32);
        Tensor x = new Embedding(10, 16).Call(tokens);
        Tensor attended = new MultiHeadAttention(numHeads: 4, keyDim: 4).Call(x, x);
        x = new LayerNormalization().Call(x + attended);
        Tensor y = new Dense(16).Call(new Dense(32, activation: "relu").Call(x));
        x = new LayerNormalization().Call(x + y);
        var model = new Functional(tokens, new Dense(10, activation: "softmax").Call(x));
        model.Compile(new Adam(0.01), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);

        // each place asks for the token at the other end
        Tensor words = Ops.RandInt([256, 6], 0, 10, seed: 1);
        Tensor mirrored = Ops.Flip(words, 1);
        History history = model.Fit(words, mirrored, batchSize: 32, epochs: 3, verbosity: Verbosity.Silent);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0]));

        using var folder = new TemporaryFolder();
        model.Save(folder.File("mirror.keras"));
        Model again = Model.Load(folder.File("mirror.keras"));
        Assert.That(again.Predict(words).ToArray<float>(), Is.EqualTo(model.Predict(words).ToArray<float>()));
    }

    [Test]
    public void MasksHideSources()
    {
        Tensor query = Ops.Ones([1, 2, 4]);
        Tensor value = Tensor.From(new float[,,] { { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 } } });
        var attention = new Attention();
        Tensor all = attention.Call(query, value);
        Tensor first = attention.Call(query, value, valueMask: Tensor.From(new[,] { { true, false, false } }));
        Tensor earlier = attention.Call(query, value, useCausalMask: true);
        Assert.That(all[0, 0].ToArray<float>(), Is.EqualTo(new[] { 1 / 3f, 1 / 3f, 1 / 3f, 0 }).Within(1e-6f));
        Assert.That(first[0, 1].ToArray<float>(), Is.EqualTo(new[] { 1f, 0, 0, 0 }).Within(1e-6f));
        Assert.That(earlier[0, 1].ToArray<float>(), Is.EqualTo(new[] { 0.5f, 0.5f, 0, 0 }).Within(1e-6f));
    }

    [Test]
    public void PaddingIsNotSeen()
    {
        Tensor tokens = Tensor.From(new[,] { { 3, 5, 0, 0 }, { 2, 4, 6, 8 } });
        Tensor words = new Embedding(10, 8, maskZero: true).Call(tokens);
        var heads = new MultiHeadAttention(numHeads: 2, keyDim: 4);
        Tensors outputs = heads.CallAll(words, words, returnAttentionScores: true);
        Tensor scores = outputs[1];
        Assert.That(scores.Shape, Is.EqualTo(Shape.Create([2, 2, 4, 4])));
        Assert.That(scores[0, 0, 0, 2..].ToArray<float>(), Is.All.Zero);
        Assert.That(outputs[0].Mask, Is.Not.Null);
    }

    [Test]
    public void ADecoderAsksAnEncoder()
    {
        Tensor encoded = Ops.Normal([2, 7, 8], seed: 1);
        Tensor decoded = Ops.Normal([2, 5, 8], seed: 2);
        var decoder = new DecoderBlock(heads: 2, size: 4);
        Assert.That(decoder.Call([decoded, encoded]).Shape, Is.EqualTo(decoded.Shape));
        Assert.That(decoder.Weights, Has.Count.EqualTo(18));
    }

    /// <summary>Steps of an output look at those before them, and then at an input.</summary>
    internal sealed class DecoderBlock(int heads, int size, string? name = null) : Layer(name)
    {
        private readonly MultiHeadAttention self = new(heads, size);
        private readonly MultiHeadAttention cross = new(heads, size);
        private readonly LayerNormalization normalization = new();

        public int Heads { get; } = heads;

        public int Size { get; } = size;

        protected override Tensors Forward(Tensors inputs, CallContext context)
        {
            (Tensor output, Tensor input) = (inputs[0], inputs[1]);
            Tensor own = self.Call(output, output, useCausalMask: true);
            return normalization.Call(own + cross.Call(own, input), context);
        }
    }
}
