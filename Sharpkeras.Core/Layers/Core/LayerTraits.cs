using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Sharpkeras.Layers;

/// <summary>What a class of layers overrides, found once for each class.</summary>
/// <param name="TakesSeveral">Whether it computes on several inputs.</param>
/// <param name="ComputesMask">Whether it makes masks of its own.</param>
internal sealed record LayerTraits(bool TakesSeveral, bool ComputesMask)
{
    private const DynamicallyAccessedMemberTypes Methods = DynamicallyAccessedMemberTypes.NonPublicMethods;

    private static readonly ConcurrentDictionary<Type, LayerTraits> Known = new();

    public static LayerTraits Of([DynamicallyAccessedMembers(Methods)] Type type) =>
        Known.TryGetValue(type, out LayerTraits? known) ? known : Known.GetOrAdd(type, Find(type));

    private static LayerTraits Find([DynamicallyAccessedMembers(Methods)] Type type) => new(
        Overrides(type, "Forward", typeof(Tensors), typeof(CallContext)),
        Overrides(type, "ComputeMask", typeof(Tensors), typeof(Tensors)));

    private static bool Overrides([DynamicallyAccessedMembers(Methods)] Type type, string method, params Type[] parameters) => type
        .GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic, parameters)!
        .DeclaringType != typeof(Layer);
}
