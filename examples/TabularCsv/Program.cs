using System.Diagnostics;
using Sharpkeras;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.TabularCsv;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

// A classifier for a table in a CSV file. The file is read while the model trains, as one larger than memory would be, and then whole.
if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: TabularCsv    It takes no arguments.");
    return 2;
}

Log.Warning += Console.Error.WriteLine;
string folder = Directory.CreateTempSubdirectory("tabular").FullName;
string path = Path.Combine(folder, "train.csv"), testPath = Path.Combine(folder, "test.csv");
const int Rows = 60_000;
var checks = new Checks();
var watch = Stopwatch.StartNew();
try
{
    Customers.Write(path, Rows, seed: 1);
    double rule = Customers.Write(testPath, 4000, seed: 2);
    Console.WriteLine($"== The file: {Rows} rows, {new FileInfo(path).Length / 1e6:F1} MB");
    foreach (string line in File.ReadLines(path).Take(4))
    {
        Console.WriteLine($"  {line}");
    }

    Console.WriteLine("== Streamed");
    History streamed = Streamed(rule);
    Console.WriteLine("== Whole");
    Whole(streamed);
    Console.WriteLine("== Files that are wrong");
    Wrong();
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine($"Time: {watch.Elapsed.TotalSeconds:F1} s");
return checks.End();

// The rows are read, prepared and mixed in the background: memory holds 4096 of them and two batches, whatever the file's size.
History Streamed(double rule)
{
    var time = new TimeSpent();
    Dataset<Element> rows = Read(path).Map(Customers.Prepare, workers: 1).Shuffle(bufferSize: 4096, seed: 3);
    Dataset<Element> train = time.Waiting(time.Reading(rows.Batch(64)).Prefetch(2));
    Dataset<Element> test = Read(testPath).Map(Customers.Prepare).Batch(500);

    Sequential model = Build();
    History history = time.Run(() => model.Fit(train, epochs: 3, verbosity: Verbosity.Silent));
    Evaluation result = model.Evaluate(test, Verbosity.Silent);
    double most = MostFrequent(test);
    checks.That(history["loss"][^1] < history["loss"][0], $"the loss falls from {history["loss"][0]:F4} to {history["loss"][^1]:F4}");
    checks.That(
        result["accuracy"] > most + (0.75 * (rule - most)),
        $"who stays is told for {result["accuracy"]:P1} of unseen customers; the rule behind the table tells it for {rule:P1}, the most frequent answer for {most:P1}");
    time.Print(checks);
    return history;
}

// A table in memory goes through the same stages, and gives the same numbers.
void Whole(History streamed)
{
    long begin = Stopwatch.GetTimestamp();
    CsvTable table = CsvFile.Load(path, label: "stays", features: Customers.Features, columns: Customers.Columns, missing: double.NaN);
    TimeSpan reading = Stopwatch.GetElapsedTime(begin);
    float[] x = table.X.ToArray<float>();
    int[] y = table.Y!.ToArray<int>();
    checks.That(table.X.Shape.Equals([Rows, 4]) && table.Classes!.SequenceEqual(["no", "yes"]), $"the table is {table.X.Shape}: {string.Join(", ", table.Features)}; the label is {string.Join(" or ", table.Classes!)}");
    double gaps = x.Count(float.IsNaN) / (double)Rows;
    checks.That(gaps is > 0.13 and < 0.17, $"of 100 rows {100 * gaps:F0} values are missing");
    int row = 0;
    bool same = Read(path).AsEnumerable().All(element =>
        element.X[0].Span<float>().SequenceEqual(x.AsSpan(4 * row, 4)) && element.Y[0].Span<int>()[0] == y[row++]);
    checks.That(same && row == Rows, $"each of the {row} rows is the one that was streamed");

    Dataset<Element> train = Dataset.FromTensors(table.X, table.Y!).Map(Customers.Prepare).Shuffle(bufferSize: 4096, seed: 3).Batch(64);
    Sequential model = Build();
    begin = Stopwatch.GetTimestamp();
    History history = model.Fit(train, epochs: 3, verbosity: Verbosity.Silent);
    checks.That(history["loss"].SequenceEqual(streamed["loss"]), $"the same training on the table in memory has the same loss, {history["loss"][^1]:F4}");
    Console.WriteLine($"  CsvFile.Load took {reading.TotalSeconds:F3} s before the training began, and the training {Stopwatch.GetElapsedTime(begin).TotalSeconds:F3} s.");
}

// The message has the file and the line.
void Wrong()
{
    string[] lines = [File.ReadLines(path).First(), "C-0,33,50000,Lyon,12,none,yes"];
    string wrong = Path.Combine(folder, "wrong.csv");
    File.WriteAllLines(wrong, [.. lines, "C-1,old,NA,Lyon,12,none,yes"]);
    checks.Refused<InvalidDataException>("a text where a number belongs", () => Read(wrong).AsEnumerable().Count());
    File.WriteAllLines(wrong, [.. lines, "C-1,33,NA,Lyon,12,none"]);
    checks.Refused<InvalidDataException>("a row with too few fields", () => Read(wrong).AsEnumerable().Count());
    File.WriteAllLines(wrong, [.. lines, "C-1,33,NA,Atlantis,12,none,yes"]);
    checks.Refused<InvalidDataException>("a city that was not named", () => Read(wrong).AsEnumerable().Count());
    File.WriteAllLines(wrong, [.. lines, "C-1,33,NA,Lyon,12,none,"]);
    checks.Refused<InvalidDataException>("a row without its label", () => Read(wrong).AsEnumerable().Count());
}

static Dataset<Element> Read(string path) =>
    CsvFile.Stream(path, label: "stays", features: Customers.Features, columns: Customers.Columns, missing: double.NaN);

static double MostFrequent(Dataset<Element> data)
{
    int[] labels = [.. data.AsEnumerable().SelectMany(batch => batch.Y[0].Span<int>().ToArray())];
    return labels.CountBy(label => label).Max(pair => pair.Value) / (double)labels.Length;
}

static Sequential Build()
{
    Keras.SetRandomSeed(1);
    var model = new Sequential(
        [new InputLayer([Customers.FeatureCount]), new Dense(32, activation: "relu"), new Dense(16, activation: "relu"), new Dense(2, activation: "softmax")], name: "customers");
    model.Compile(new Adam(3e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    return model;
}
