using System.Collections.Concurrent;
using System.Reflection;

namespace Sharpkeras.Layers;

/// <summary>What a class of layers overrides, found once for each class.</summary>
/// <param name="TakesSeveral">Whether it computes on several inputs.</param>
/// <param name="ComputesMask">Whether it makes masks of its own.</param>
internal sealed record LayerTraits(bool TakesSeveral, bool ComputesMask)
{
    private static readonly ConcurrentDictionary<Type, LayerTraits> Known = new();

    public static LayerTraits Of(Type type) => Known.GetOrAdd(type, static type => new LayerTraits(
        Overrides(type, "Forward", typeof(Tensors), typeof(CallContext)),
        Overrides(type, "ComputeMask", typeof(Tensors), typeof(Tensors))));

    private static bool Overrides(Type type, string method, params Type[] parameters) => type
        .GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic, parameters)!
        .DeclaringType != typeof(Layer);
}
