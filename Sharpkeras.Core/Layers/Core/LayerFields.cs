using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Sharpkeras.Layers;

/// <summary>The fields of classes of layers, in which inner layers, metrics and sources of random numbers are found.</summary>
internal static class LayerFields
{
    /// <summary>What is read of a class: its fields, private ones and those of its base classes included.</summary>
    public const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFieldsWithInherited;

    /// <summary>The fields of objects, base class first, in the order of declaration.</summary>
    /// <param name="type">The class of the object.</param>
    /// <param name="isEnd">Says where base classes are no longer looked into.</param>
    public static List<FieldInfo> Of([DynamicallyAccessedMembers(Members)] Type type, Func<Type, bool> isEnd)
    {
        var found = new List<FieldInfo>();
        for (Type? current = type; current != null && !isEnd(current); current = current.BaseType)
        {
            FieldInfo[] fields = current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

            // Native programs have no tokens; there the fields come in their order.
            found.InsertRange(0, fields.OrderBy(field => field.HasMetadataToken() ? field.MetadataToken : 0));
        }

        return found;
    }
}
