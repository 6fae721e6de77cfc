using System.Diagnostics;
using System.Security.Cryptography;
using Sharpkeras;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.ImageFolders;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

// Pictures in folders that are their classes: made of digits, read by several threads, brought to one size, and learned.
bool quick = args.Contains("--quick");
if (args.Except(["--quick"]).Any())
{
    Console.Error.WriteLine("Usage: ImageFolder [--quick]    --quick makes and learns fewer pictures.");
    return 2;
}

Log.Warning += Console.Error.WriteLine;
Keras.SetRandomSeed(1);
string root = Directory.CreateTempSubdirectory("pictures").FullName;
string trainPath = Path.Combine(root, "train"), testPath = Path.Combine(root, "test");
var checks = new Checks();
var watch = Stopwatch.StartNew();
try
{
    var (train, test) = Mnist.Load();
    Console.WriteLine("== The folder");
    ImageFolder folder = Written(train, test);
    Console.WriteLine("== Reading");
    Read(folder, train);
    Console.WriteLine("== Training");
    Train(folder, new ImageFolder(testPath));
    Console.WriteLine("== Folders that are wrong");
    Wrong();
}
finally
{
    Directory.Delete(root, recursive: true);
}

Console.WriteLine($"Time: {watch.Elapsed.TotalSeconds:F1} s");
return checks.End();

ImageFolder Written(LabelledImages train, LabelledImages test)
{
    long begin = Stopwatch.GetTimestamp();
    Dictionary<string, int> counts = DigitFolder.Write(trainPath, train, quick ? 1500 : 4000);
    DigitFolder.Write(testPath, test, quick ? 500 : 1000);
    var folder = new ImageFolder(trainPath);
    Console.WriteLine($"  {folder.Count} pictures to learn from were written in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s");
    checks.That(folder.ClassNames.SequenceEqual(DigitFolder.Names.Order(StringComparer.Ordinal)), $"the classes are {string.Join(", ", folder.ClassNames)}: the folders in the order of the alphabet");
    int[] labels = Labels(folder.Stream(28, 28, channels: 1, seed: 1));
    checks.That(
        labels.CountBy(label => folder.ClassNames[label]).ToDictionary().OrderBy(pair => pair.Key).SequenceEqual(counts.OrderBy(pair => pair.Key)),
        $"an epoch has each of the {labels.Length} pictures, with the label of its folder");
    return folder;
}

// The order is the seed's, whoever reads; a picture that has the size already stays as it is.
void Read(ImageFolder folder, LabelledImages digits)
{
    string first = "";
    foreach (int workers in (int[])[1, 2, 8])
    {
        long begin = Stopwatch.GetTimestamp();
        string digest = Digest(folder.Stream(28, 28, channels: 1, seed: 1, workers: workers));
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        first = workers == 1 ? digest : first;
        checks.That(digest == first, $"{folder.Count / seconds:F0} pictures a second are decoded and resized by {workers} {(workers == 1 ? "thread" : "threads")}, in the order of the seed");
    }

    checks.That(Digest(folder.Stream(28, 28, channels: 1, seed: 2)) != first, "another seed is another order");
    Dataset<Element> shuffled = folder.Stream(28, 28, channels: 1, seed: 1);
    checks.That(!Labels(shuffled).SequenceEqual(Labels(shuffled)), "and each epoch has one of its own");
    string file = Directory.GetFiles(trainPath, "00000.png", SearchOption.AllDirectories).Single();
    checks.That(ImageFile.Load(file).Bytes.SequenceEqual(digits.Images[0].ToArray<byte>()), $"{Path.GetRelativePath(trainPath, file)} has the pixels of MNIST's first digit");
}

void Train(ImageFolder folder, ImageFolder test)
{
    var model = new Sequential(
        [
            new InputLayer([28, 28, 1]),
            new Rescaling(1.0 / 255),
            new Conv2D(8, 5, strides: 2, activation: "relu"),
            new Conv2D(16, 3, strides: 2, activation: "relu"),
            new Flatten(),
            new Dense(10, activation: "softmax"),
        ],
        name: "pictures");
    model.Compile(new Adam(5e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    var time = new TimeSpent();
    Dataset<Element> train = time.Waiting(time.Reading(folder.Stream(28, 28, channels: 1, seed: 1).Batch(50)).Prefetch(4));
    History history = time.Run(() => model.Fit(train, epochs: 4, verbosity: Verbosity.Silent));
    Evaluation result = model.Evaluate(test.Stream(28, 28, channels: 1, shuffle: false).Batch(100), Verbosity.Silent);
    checks.That(history["loss"][^1] < history["loss"][0], $"the loss falls from {history["loss"][0]:F3} to {history["loss"][^1]:F3}");
    checks.That(result["accuracy"] > (quick ? 0.85 : 0.9), $"of {test.Count} pictures that it has not seen {result["accuracy"]:P1} are told right");
    time.Print(checks);

    string picture = Directory.GetFiles(Path.Combine(testPath, "seven"), "*.png").Order(StringComparer.Ordinal).First();
    HostArray digit = ImageFile.Resize(ImageFile.Load(picture, channels: 1), 28, 28);
    Tensor one = Tensor.FromHost(digit).ExpandDims(0);
    Console.WriteLine(HalfBlocks.Of(one.Reshape([1, 28, 28]), half: 100));
    string told = folder.ClassNames[Ops.ArgMax(model.Predict(one)).Item<int>()];
    checks.That(told == "seven", $"{Path.GetRelativePath(testPath, picture)} is taken for a {told}");
}

// The message names the file or folder.
void Wrong()
{
    string bad = Path.Combine(root, "bad");
    Directory.CreateDirectory(bad);
    checks.Refused<InvalidDataException>("a folder without classes", () => _ = new ImageFolder(bad));
    string cats = Path.Combine(bad, "cats");
    Directory.CreateDirectory(cats);
    checks.Refused<InvalidDataException>("a class without pictures", () => _ = new ImageFolder(bad));
    File.WriteAllText(Path.Combine(cats, "cat.png"), "a cat");
    checks.Refused<InvalidDataException>("a file that is no picture", () => new ImageFolder(bad).Stream(28, 28).AsEnumerable().Count());
    checks.Refused<DirectoryNotFoundException>("a folder that is not there", () => _ = new ImageFolder(Path.Combine(root, "none")));
}

static int[] Labels(Dataset<Element> data) => [.. data.AsEnumerable().Select(element => element.Y[0].Span<int>()[0])];

// Of all pictures and labels in their order.
static string Digest(Dataset<Element> data)
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    foreach (Element element in data.AsEnumerable())
    {
        hash.AppendData(element.X[0].Bytes);
        hash.AppendData(element.Y[0].Bytes);
    }

    return Convert.ToHexString(hash.GetHashAndReset());
}
