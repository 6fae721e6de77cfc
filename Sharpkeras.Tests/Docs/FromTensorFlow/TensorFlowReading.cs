using Sharpkeras.Data;
using static Sharpkeras.Tests.Docs.TensorFlowRow;

namespace Sharpkeras.Tests.Docs;

/// <summary>Queues of file names and of records, and the datasets that came after them.</summary>
internal static class TensorFlowReading
{
    private static readonly string Folder = Path.Combine(TensorFlowModels.Folder, "reading");

    /// <summary>Writes what the lines read.</summary>
    public static void WriteFiles()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "pictures", "white"));
        File.WriteAllLines(Path.Combine(Folder, "A.csv"), ["1,10", "2,20"]);
        File.WriteAllLines(Path.Combine(Folder, "B.csv"), ["3,30", "4,40"]);
        TfRecordFile.Write(Path.Combine(Folder, "two.tfrecord"), [[1], [2, 3]]);
        ImageFile.Save(Path.Combine(Folder, "pictures", "white", "1.png"), HostArray.From<byte>([255, 255], [1, 2, 1]));
    }

    public static TensorFlowRow[] Queues()
    {
        string folder = Folder;
        string[] files = [Path.Combine(Folder, "A.csv"), Path.Combine(Folder, "B.csv")];
        Dataset<Element> records = Dataset.FromList(files).Interleave(path => CsvFile.Stream(path, label: "1", header: false));
        return
        [
            Of("tf.train.match_filenames_once(\"*.csv\")", () => Dataset.FromFiles(Path.Combine(folder, "*.csv")).AsEnumerable().Select(Path.GetFileName), "[A.csv, B.csv]"),
            Of("tf.train.string_input_producer(files, num_epochs=2, shuffle=False)", () => Dataset.FromFiles(files).Repeat(2).AsEnumerable().Select(Path.GetFileName), "[A.csv, B.csv, A.csv, B.csv]"),
            Of("tf.train.string_input_producer(files, num_epochs=5, shuffle=True, seed=1)", () => Dataset.FromFiles(files, shuffle: true, seed: 1).Repeat(5).Cardinality, "10"),
            Of("tf.TextLineReader().read(queue)", () => Dataset.FromFiles(files).Interleave(TextFile.Stream, cycleLength: 1).AsEnumerable().Last(), "4,40"),
            Of("tf.decode_csv(line, [[0.0], [0.0]])", () => CsvFile.Stream(files[0], header: false).AsEnumerable().First().X[0].Span<float>().ToArray(), "[1, 10]"),
            Of("tf.train.batch([x, y], 3)", () => records.Batch(3, dropRemainder: true).AsEnumerable().Count(), "1"),
            Of("tf.train.batch([x, y], 3, allow_smaller_final_batch=True)", () => records.Batch(3).AsEnumerable().Count(), "2"),
            Of("tf.train.batch_join([read(queue) for _ in range(2)], 3)", () => records.Batch(3).AsEnumerable().First().X[0].Span<float>().ToArray(), "[1, 3, 2]"),
            Of("tf.train.shuffle_batch([x, y], 2, capacity=1000, min_after_dequeue=500)", () => records.Shuffle(500, seed: 1).Batch(2, dropRemainder: true).AsEnumerable().Count(), "2"),
            Of("tf.train.start_queue_runners(session)", () => { using var reader = records.Prefetch(10).Read(); return reader.MoveNext(); }, "true"),
            Of("coordinator.should_stop(), tf.errors.OutOfRangeError", () => { int count = 0; foreach (var (x, y) in records) { count++; } return count; }, "4"),
        ];
    }

    public static TensorFlowRow[] Datasets()
    {
        string folder = Folder;
        string[] files = [Path.Combine(Folder, "A.csv"), Path.Combine(Folder, "B.csv")];
        Tensor x = Ops.Ones([6, 3]);
        Dataset<long> numbers = Dataset.Range(4);
        return
        [
            Of("tf.data.Dataset.from_tensor_slices(x)", () => Dataset.FromTensors(x).Batch(6).AsEnumerable().Single().X[0].Shape, "[6, 3]"),
            Of("tf.data.Dataset.from_generator(f, …)", () => Dataset.FromGenerator(() => Enumerable.Range(7, 2)).AsEnumerable(), "[7, 8]"),
            Of("tf.data.Dataset.range(4)", () => Dataset.Range(4).AsEnumerable(), "[0, 1, 2, 3]"),
            Of("tf.data.Dataset.list_files(\"*.csv\", seed=1)", () => Dataset.FromFiles(Path.Combine(folder, "*.csv"), shuffle: true, seed: 1).Cardinality, "2"),
            Of("numbers.map(lambda n: n * n, num_parallel_calls=4)", () => numbers.Map(n => n * n, workers: 4).AsEnumerable(), "[0, 1, 4, 9]"),
            Of("numbers.filter(lambda n: n > 1)", () => numbers.Filter(n => n > 1).AsEnumerable(), "[2, 3]"),
            Of("numbers.shuffle(4, seed=1)", () => numbers.Shuffle(4, seed: 1).AsEnumerable().Order(), "[0, 1, 2, 3]"),
            Of("numbers.repeat(2)", () => numbers.Repeat(2).Cardinality, "8"),
            Of("numbers.take(3).skip(1)", () => numbers.Take(3).Skip(1).AsEnumerable(), "[1, 2]"),
            Of("numbers.shard(2, 1)", () => numbers.Shard(2, 1).AsEnumerable(), "[1, 3]"),
            Of("numbers.concatenate(numbers)", () => numbers.Concatenate(numbers).AsEnumerable().Count(), "8"),
            Of("tf.data.Dataset.zip((numbers, numbers))", () => Dataset.Zip(numbers, numbers).AsEnumerable().Last().Second, "3"),
            Of("numbers.cache().prefetch(2)", () => numbers.Cache().Prefetch(2).AsEnumerable().Count(), "4"),
            Of("dataset.batch(4, drop_remainder=True)", () => Dataset.FromTensors(x).Batch(4, dropRemainder: true).Cardinality, "1"),
            Of("files.interleave(tf.data.TextLineDataset, cycle_length=2)", () => Dataset.FromFiles(files).Interleave(TextFile.Stream, cycleLength: 2).AsEnumerable().ElementAt(1), "3,30"),
            Of("tf.data.TFRecordDataset(path)", () => TfRecordFile.Stream(Path.Combine(folder, "two.tfrecord")).AsEnumerable().Last(), "[2, 3]"),
            Of("tf.data.experimental.make_csv_dataset(path, 2, label_name=\"y\")", () => CsvFile.Stream(files[0], label: "1", header: false).Shuffle(100, seed: 1).Batch(2).AsEnumerable().Single().Y[0].Shape, "[2]"),
            Of("image_dataset_from_directory(path, image_size=(8, 8))", () => new ImageFolder(Path.Combine(folder, "pictures")).Stream(8, 8).Batch(32).AsEnumerable().Single().X[0].Shape, "[1, 8, 8, 3]"),
            Of("save_img(path, image)", () => { ImageFile.Save(Path.Combine(folder, "x.png"), HostArray.From<byte>([1], [1, 1, 1])); return File.Exists(Path.Combine(folder, "x.png")); }, "true"),
        ];
    }
}
