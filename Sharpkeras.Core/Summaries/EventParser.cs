using Sharpkeras.Serialization;

namespace Sharpkeras.Summaries;

/// <summary>
/// Reads the messages <c>Event</c> and <c>Summary</c> of one file. Only the first value of a tag has to name its plugin, so names are
/// remembered.
/// </summary>
internal sealed class EventParser
{
    private readonly Dictionary<string, string> plugins = [];

    /// <exception cref="FormatException">The message is malformed.</exception>
    public SummaryEvent Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        double wallTime = 0;
        long step = 0;
        string? version = null;
        var values = new List<SummaryValue>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: wallTime = reader.Double(); break;
                case 2: step = reader.Int(); break;
                case 3: version = reader.String(); break;
                case 5: AddValues(reader.Message(), values); break;
            }
        }

        return new SummaryEvent(wallTime, step, version, values);
    }

    private void AddValues(ProtoReader summary, List<SummaryValue> values)
    {
        while (summary.Next())
        {
            if (summary.Field == 1)
            {
                values.Add(Value(summary.Message(), summary));
            }
        }
    }

    private SummaryValue Value(ProtoReader reader, ProtoReader place)
    {
        string tag = "";
        string? plugin = null;
        float? number = null;
        TensorContent? tensor = null;
        SummaryImages? image = null;
        IReadOnlyList<HistogramBucket>? histogram = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: tag = reader.String(); break;
                case 2: number = reader.Float(); break;
                case 4: image = OldForms.Image(reader.Message()); break;
                case 5: histogram = OldForms.Histogram(reader.Message(), reader); break;
                case 8: tensor = TensorContent.Read(reader.Message(), reader); break;
                case 9: plugin = Plugin(reader.Message()); break;
            }
        }

        plugin = Known(tag, plugin);
        return tensor != null ? FromTensor(tag, plugin, tensor, place)
            : number != null ? new SummaryValue(tag, plugin.Length > 0 ? plugin : EventKinds.Scalars) { Scalar = number }
            : histogram != null ? new SummaryValue(tag, plugin.Length > 0 ? plugin : EventKinds.Histograms) { Histogram = histogram }
            : image != null ? new SummaryValue(tag, plugin.Length > 0 ? plugin : EventKinds.Images) { Images = image }
            : new SummaryValue(tag, plugin);
    }

    private string Known(string tag, string? plugin)
    {
        if (plugin == null)
        {
            return plugins.GetValueOrDefault(tag, "");
        }

        return plugins[tag] = plugin;
    }

    private static SummaryValue FromTensor(string tag, string plugin, TensorContent tensor, ProtoReader place) => plugin switch
    {
        EventKinds.Scalars => new SummaryValue(tag, plugin) { Scalar = tensor.Number(place) },
        EventKinds.Histograms => new SummaryValue(tag, plugin) { Histogram = tensor.Buckets(place) },
        EventKinds.Images => new SummaryValue(tag, plugin) { Images = tensor.Pictures(place) },
        EventKinds.Text or EventKinds.KerasModel => new SummaryValue(tag, plugin) { Text = tensor.Texts(place) },
        _ => new SummaryValue(tag, plugin),
    };

    /// <summary>The plugin's name from the metadata.</summary>
    private static string? Plugin(ProtoReader metadata)
    {
        string? name = null;
        while (metadata.Next())
        {
            if (metadata.Field == 1)
            {
                ProtoReader data = metadata.Message();
                while (data.Next())
                {
                    name = data.Field == 1 ? data.String() : name;
                }
            }
        }

        return name;
    }
}
