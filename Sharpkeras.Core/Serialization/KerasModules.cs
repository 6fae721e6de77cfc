namespace Sharpkeras.Serialization;

/// <summary>Keras's modules for the framework's namespaces.</summary>
internal static class KerasModules
{
    public static string? Of(Type type)
    {
        if (type.Assembly != typeof(KerasModules).Assembly)
        {
            return null;
        }

        return type.Namespace switch
        {
            "Sharpkeras.Models" => "keras",
            { } name => "keras" + name["Sharpkeras".Length..].ToLowerInvariant(),
            null => null,
        };
    }
}
