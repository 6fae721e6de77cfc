using System.Text.Json.Nodes;

namespace Sharpkeras.Serialization;

/// <summary>
/// Objects that occur more than once in a serialised model: Keras gives all occurrences one <c>shared_object_id</c>, and reads them as
/// one object. Only within <see cref="Write"/> and <see cref="Read{T}"/>.
/// </summary>
internal static class SharedObjects
{
    private const string Id = "shared_object_id";

    [ThreadStatic]
    private static Scope? current;

    /// <summary>Serialises with ids, counted from a first one, for objects of a kind that occur again.</summary>
    public static JsonObject Write(Type kind, Func<JsonObject> serialize)
    {
        Scope? outer = current;
        var scope = current = new Scope(kind);
        try
        {
            JsonObject result = serialize();
            long id = 1;
            foreach (List<JsonObject> places in scope.Written.Values.Where(places => places.Count > 1))
            {
                places.ForEach(place => place[Id] = id);
                id++;
            }

            return result;
        }
        finally
        {
            current = outer;
        }
    }

    /// <summary>Reads objects of a kind that have the same id as one.</summary>
    public static T Read<T>(Type kind, Func<T> read)
    {
        Scope? outer = current;
        current = new Scope(kind);
        try
        {
            return read();
        }
        finally
        {
            current = outer;
        }
    }

    /// <summary>Notes where an object stands.</summary>
    public static void Record(KerasObject value, JsonObject serialized)
    {
        if (current is { } scope && scope.Kind.IsInstanceOfType(value))
        {
            scope.Written.TryAdd(value, []);
            scope.Written[value].Add(serialized);
        }
    }

    /// <summary>The object that was read from an earlier place with the same id; null when this is the first.</summary>
    public static KerasObject? Find(JsonObject serialized) =>
        IdOf(serialized) is { } id && current!.Known.TryGetValue(id, out KerasObject? known) ? known : null;

    /// <summary>Notes what was read from a place with an id.</summary>
    public static void Add(JsonObject serialized, KerasObject made)
    {
        if (IdOf(serialized) is { } id && current!.Kind.IsInstanceOfType(made))
        {
            current.Known.TryAdd(id, made);
        }
    }

    private static string? IdOf(JsonObject serialized) => current == null ? null : serialized[Id]?.ToString();

    private sealed class Scope(Type kind)
    {
        public Type Kind { get; } = kind;

        public OrderedDictionary<object, List<JsonObject>> Written { get; } = new(ReferenceEqualityComparer.Instance);

        public Dictionary<string, KerasObject> Known { get; } = [];
    }
}
