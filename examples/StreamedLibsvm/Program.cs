using System.Diagnostics;
using Sharpkeras;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.StreamedLibsvm;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

// A linear classifier on sparse rows of a libsvm file. They are mixed as they stand in the file, and get their zeros on the way to the model.
if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: StreamedLibsvm    It takes no arguments.");
    return 2;
}

const int Features = SparseProblem.Features, Rows = 40_000;
Log.Warning += Console.Error.WriteLine;
Keras.SetRandomSeed(1);
string folder = Directory.CreateTempSubdirectory("libsvm").FullName;
string fromOne = Path.Combine(folder, "train.libsvm"), fromZero = Path.Combine(folder, "train-0.libsvm.gz"), testPath = Path.Combine(folder, "test.libsvm");
var checks = new Checks();
var watch = Stopwatch.StartNew();
try
{
    SparseProblem.Write(fromOne, Rows, seed: 1, indexBase: 1);
    SparseProblem.Write(fromZero, Rows, seed: 1, indexBase: 0);
    SparseProblem.Write(testPath, 2000, seed: 2, indexBase: 1);
    Console.WriteLine("== The files");
    Read();
    Console.WriteLine("== Training");
    Train();
    Console.WriteLine("== Files that are wrong");
    Wrong();
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine($"Time: {watch.Elapsed.TotalSeconds:F1} s");
return checks.End();

void Read()
{
    Console.WriteLine($"  {Path.GetFileName(fromOne)} begins with {File.ReadLines(fromOne).First()[..40]}…");
    SparseRow[] all = [.. LibsvmFile.Rows(fromOne).AsEnumerable()];
    checks.That(all.Length == Rows, $"it has {all.Length} rows of {all.Average(row => row.Indices.Length):F1} numbers, {new FileInfo(fromOne).Length / 1e6:F1} MB; with its zeros each would have {Features}");
    checks.That(SparseProblem.Same(LibsvmFile.Rows(fromOne, indexBase: 1), LibsvmFile.Rows(fromZero, indexBase: 0)), "the compressed file that counts from 0 has the same rows");
    var (x, y) = LibsvmFile.Load(testPath, Features);
    bool same = LibsvmFile.Stream(testPath, Features).AsEnumerable().Select((element, i) => (element, i)).All(pair =>
        pair.element.X[0].Span<float>().SequenceEqual(x[pair.i].ToArray<float>()) && pair.element.Y[0].Span<float>()[0] == y[pair.i].Item<float>());
    checks.That(x.Shape.Equals([2000, Features]) && same, $"the test file loads as {x.Shape}; its rows one by one are the same");
}

void Train()
{
    var model = new Sequential([new InputLayer([Features]), new Dense(1, activation: "sigmoid")], name: "linear");
    model.Compile(new Adam(0.02), loss: "binary_crossentropy", metrics: ["binary_accuracy"]);
    var time = new TimeSpent();
    Dataset<Element> data = time.Waiting(
        time.Reading(LibsvmFile.Rows(fromOne).Shuffle(bufferSize: 4096, seed: 3).Map(row => row.ToElement(Features), workers: 1).Batch(64)).Prefetch(2));
    History history = time.Run(() => model.Fit(data, epochs: 3, verbosity: Verbosity.Silent));
    Evaluation result = model.Evaluate(LibsvmFile.Stream(testPath, Features).Batch(200), Verbosity.Silent);
    checks.That(history["loss"][^1] < history["loss"][0] / 1.5, $"the loss falls from {history["loss"][0]:F3} to {history["loss"][^1]:F3}");
    checks.That(result["binary_accuracy"] > 0.93, $"of 2000 rows that it has not seen {result["binary_accuracy"]:P1} are told right");
    float[] kernel = model.GetWeights()[0].Span<float>().ToArray();
    double alike = Cosine(kernel[..SparseProblem.Telling], SparseProblem.Weights[..SparseProblem.Telling]);
    checks.That(alike > 0.9, $"the weights of the {SparseProblem.Telling} features that tell point where those do that made the labels: the cosine between them is {alike:F3}");
    double telling = kernel[..SparseProblem.Telling].Average(Math.Abs), others = kernel[SparseProblem.Telling..].Average(Math.Abs);
    checks.That(others < telling / 2, $"they are {telling:F3} in the mean without sign, those of the others {others:F3}");
    time.Print(checks);
    double peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, whole = Rows * (double)Features * sizeof(float) / 1e6;
    checks.That(peak < whole, $"the rows with their zeros would be {whole:F0} MB; the program had at most {peak:F0} MB in all");
}

void Wrong()
{
    checks.Refused<InvalidDataException>("a file that counts from 0, read as if from 1", () => LibsvmFile.Stream(fromZero, Features, indexBase: 1).AsEnumerable().Count());
    checks.Refused<InvalidDataException>("too few features", () => LibsvmFile.Stream(fromOne, features: 100).AsEnumerable().Count());
    string wrong = Path.Combine(folder, "wrong.libsvm");
    File.WriteAllText(wrong, "1 3:0.5 7:1\n0 7:1 3:0.5\n");
    checks.Refused<InvalidDataException>("indices that do not rise", () => LibsvmFile.Rows(wrong).AsEnumerable().Count());
    File.WriteAllText(wrong, "1 3:0.5 7:much\n");
    checks.Refused<InvalidDataException>("a value that is no number", () => LibsvmFile.Rows(wrong).AsEnumerable().Count());
    File.WriteAllBytes(wrong, File.ReadAllBytes(fromZero)[..^1000]);
    checks.Refused<InvalidDataException>("a compressed file without its end", () => LibsvmFile.Rows(wrong, indexBase: 0).AsEnumerable().Count());
}

static double Cosine(float[] one, float[] other)
{
    double Product(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
    return Product(one, other) / Math.Sqrt(Product(one, one) * Product(other, other));
}
