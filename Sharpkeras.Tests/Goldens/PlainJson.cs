using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sharpkeras.Tests.Goldens;

/// <summary>JSON as comparable text: members sorted, numbers by value.</summary>
internal static class PlainJson
{
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(",\n", Sorted(members).Select(pair => $"{pair.Key}: {Of(pair.Value)}")) + "}",
        JsonArray items => "[" + string.Join(", ", items.Select(Of)) + "]",
        _ when node.GetValueKind() == JsonValueKind.Number => Number(node).ToString("R", CultureInfo.InvariantCulture),
        _ => node.ToJsonString(),
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Sorted(JsonObject members) =>
        members.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
}
