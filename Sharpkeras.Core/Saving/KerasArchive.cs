using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>
/// Keras 3's archive of a whole model, <c>.keras</c>: a ZIP file, stored without compression, of <c>metadata.json</c>, <c>config.json</c>
/// and the weights in the form of <see cref="WeightsH5"/>.
/// </summary>
internal static class KerasArchive
{
    public const string Metadata = "metadata.json";
    public const string Config = "config.json";
    public const string Weights = "model.weights.h5";

    /// <summary>What Keras gives its entries: readable and writable for the owner, and the first time that ZIP knows.</summary>
    private const int Attributes = 0x180 << 16;
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive, whole or not at all.</summary>
    /// <exception cref="Diagnostics.ModelFileException">The path cannot be written.</exception>
    public static void Write(Model model, string path) => AtomicFile.Write(path, stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var metadata = new JsonObject
        {
            ["keras_version"] = WrittenAs.KerasVersion,
            ["date_saved"] = DateTime.Now.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture),
        };
        Add(archive, Metadata, entry => entry.Write(Encoding.UTF8.GetBytes(PythonJson.Write(metadata))));
        Add(archive, Config, entry => entry.Write(Encoding.UTF8.GetBytes(PythonJson.Write(ModelJson.Archive(model)))));
        using Stream weights = Seekable.Temporary();
        H5Writer.Write(weights, WeightsH5.Tree(model));
        weights.Position = 0;
        Add(archive, Weights, weights.CopyTo);
    });

    private static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Time;
        entry.ExternalAttributes = Attributes;
        using Stream stream = entry.Open();
        write(stream);
    }
}
