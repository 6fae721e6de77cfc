using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>How the gradients of each layer are tried: a new layer needs a row here, or a reason in <see cref="Without"/>.</summary>
internal static partial class LayerTable
{
    /// <summary>All types compute in this one.</summary>
    private const DType Exact = DType.Float64;

    private static readonly Lazy<LayerRow[]> Table = new(() =>
    [
        .. Core(),
        .. Attentions(),
        .. Images(),
        .. Merging(),
        .. Rectifiers(),
        .. Normalizations(),
        .. Noise(),
        .. GlobalPoolings(),
        .. Convolutions(),
        .. Sequences(),
        .. Recurrent(),
        .. Borders(),
    ]);

    /// <summary>Layers without gradients, with the reason.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Without = new Dictionary<Type, string>
    {
        [typeof(InputLayer)] = "it passes on what it is given, as float32",
        [typeof(Sequential)] = "its input is converted to float32; the layers inside are compared by themselves",
        [typeof(Functional)] = "the layers inside are compared by themselves; Models/FunctionalTests trains one",
    };

    /// <summary>Activations that layers fuse, and others. Their kinks lie inside of the layer, where the differences look for them.</summary>
    private static readonly Gen<string> Activations = Gen.Elements("linear", "relu", "tanh", "sigmoid", "silu");

    private static readonly Gen<Padding> Paddings = Gen.Elements(Padding.Valid, Padding.Same);

    private static readonly Gen<DataFormat> Formats = Gen.Elements(DataFormat.ChannelsLast, DataFormat.ChannelsFirst);

    public static IReadOnlyList<LayerRow> Rows => Table.Value;

    /// <summary>The public layers of the library.</summary>
    public static IEnumerable<Type> Layers => typeof(Layer).Assembly.GetExportedTypes()
        .Where(type => typeof(Layer).IsAssignableFrom(type) && !type.IsAbstract);

    private static LayerRow Row<T>(Gen<LayerTrial> trials, string note = "")
        where T : Layer => new(typeof(T), trials, note);

    private static OpInput Floats(Shape shape) => new(shape);

    /// <summary>A batch of samples of rank 0 to 3; no sample at times.</summary>
    private static Gen<Shape> Samples(int leastRank = 1, int mostRank = 4) => Shapes.Of(Shapes.Size, leastRank, mostRank);
}
