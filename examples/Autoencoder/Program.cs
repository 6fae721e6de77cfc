using System.Diagnostics;
using Sharpkeras;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.Autoencoder;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

// A model with a training step of its own: it learns to take noise off the digits of MNIST.
Log.Warning += Console.Error.WriteLine;
Keras.SetRandomSeed(1);
int count = args.Contains("--quick") ? 6000 : 20000;
var watch = Stopwatch.StartNew();
var checks = new Checks();
var (train, test) = Mnist.Load();
Tensor images = Prepare(train.Images[..count]), unseen = Prepare(test.Images[..1000]);

var model = new Denoiser(noise: 0.5, seed: 2);
model.Compile(new Adam(2e-3), loss: "mse", metrics: ["mae"]);
Tensor noisy = model.Noisy(unseen);
double before = Distance(noisy, unseen);
History history = model.Fit(images, batchSize: 100, epochs: 4, verbosity: Verbosity.Silent);
Tensor clean = model.Predict(noisy);
double after = Distance(clean, unseen);

checks.That(history["loss"][^1] < history["loss"][0], $"the loss falls from {history["loss"][0]:F4} to {history["loss"][^1]:F4}");
checks.That(history.Names.Contains("mae"), "metrics are reported as by the step of Keras's own");
checks.That(after < before / 5, $"the noise of unseen digits falls from {before:F4} to {after:F4} (mean square)");
checks.That(model.Code(unseen).Shape.Equals([1000, 32]), "a digit of 784 pixels is told by 32 numbers");
Console.WriteLine("Digits, with noise, and without again:");
Console.WriteLine(HalfBlocks.Of(Ops.Concatenate([unseen[3..4], noisy[3..4], clean[3..4]]).Reshape([3, 28, 28]), half: 0.5));
Console.WriteLine($"Time: {watch.Elapsed.TotalSeconds:F1} s");
return checks.End();

static Tensor Prepare(Tensor images) => (images.Cast(DType.Float32) / 255).Reshape([-1, 784]);

static double Distance(Tensor one, Tensor other) => Ops.Mean(Ops.SquaredDifference(one, other)).Item<float>();
