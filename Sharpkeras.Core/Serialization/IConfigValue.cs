using System.Text.Json.Nodes;

namespace Sharpkeras.Serialization;

/// <summary>A value with a form of its own in configs. Its type also has <c>static FromConfig(JsonNode)</c>, which reads that form.</summary>
internal interface IConfigValue
{
    JsonNode? ToConfig();
}
