using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.Autoencoder;

/// <summary>
/// An autoencoder that is trained with its inputs alone: the step adds noise to them, and asks for the inputs without it.
/// </summary>
/// <param name="noise">The deviation of the noise.</param>
/// <param name="seed">The seed of the noise.</param>
internal sealed class Denoiser(double noise, int seed) : Model
{
    private readonly SeedGenerator generator = new(seed);

    private readonly Sequential encoder = new(
        [new InputLayer([784]), new Dense(128, activation: "relu"), new Dense(32, activation: "relu")], name: "encoder");

    private readonly Sequential decoder = new(
        [new InputLayer([32]), new Dense(128, activation: "relu"), new Dense(784, activation: "sigmoid")], name: "decoder");

    public double Noise { get; } = noise;

    public int Seed { get; } = seed;

    /// <summary>The images with noise, [batch, 784]; new noise at each call.</summary>
    public Tensor Noisy(Tensor images) => images + Ops.Normal(images.Shape, stddev: Noise, seed: generator);

    /// <summary>The numbers that tell an image, [batch, 32].</summary>
    public Tensor Code(Tensor images) => encoder.Predict(images);

    protected override Tensor Forward(Tensor input, CallContext context) => decoder.Call(encoder.Call(input, context), context);

    protected override StepResult TrainStep(Batch batch)
    {
        using var tape = new GradientTape();
        using var call = new StepCall(training: true);
        Tensor images = batch.X[0];
        var pairs = new Batch(X: Noisy(images), Y: images);
        Tensor cleaned = Call(pairs.X, call.Context);
        Tensor loss = ComputeLoss(pairs, cleaned, call.Context);
        Optimizer.Apply(tape.Gradient(loss, TrainableVariables), TrainableVariables);
        return UpdateMetrics(pairs, cleaned, loss);
    }
}
