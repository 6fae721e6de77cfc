using System.Collections.Concurrent;
using System.Reflection;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Activations;

/// <summary>Activations by name: all operations that carry <see cref="ActivationAttribute"/>, and those that programs register.</summary>
internal static class ActivationRegistry
{
    /// <summary>What Keras called <c>hard_sigmoid</c> before version 3: 0.2·x + 0.5 between 0 and 1. Keras 3 has another function by that name.</summary>
    public const string OldHardSigmoid = "keras2_hard_sigmoid";

    private static readonly ConcurrentDictionary<string, ActivationFunction> Known = Find();

    public static IEnumerable<string> Names => Known.Keys;

    public static void Add(ActivationFunction activation) => Known[activation.Name] = activation;

    public static ActivationFunction Get(string name) => Known.TryGetValue(name, out ActivationFunction? activation)
        ? activation
        : throw new ArgumentException($"activation — no such name. {Nearest.Describe(name, Known.Keys)}");

    private static ConcurrentDictionary<string, ActivationFunction> Find()
    {
        var known = new ConcurrentDictionary<string, ActivationFunction>
        {
            ["linear"] = new("linear", x => x, null),
            [OldHardSigmoid] = new(OldHardSigmoid, x => Sharpkeras.Ops.Clip((x * 0.2) + 0.5, 0, 1), null),
        };
        foreach (MethodInfo method in typeof(Sharpkeras.Ops).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            foreach (ActivationAttribute attribute in method.GetCustomAttributes<ActivationAttribute>())
            {
                var activation = new ActivationFunction(attribute.Name, Function(method), attribute.Epilogue);
                known[attribute.Name] = activation;
                if (attribute.Alias is { } alias)
                {
                    known[alias] = activation;
                }
            }
        }

        return known;
    }

    /// <summary>The operation as a function of its first argument, the others at their defaults.</summary>
    private static Func<Tensor, Tensor> Function(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (parameters.Length == 1)
        {
            return method.CreateDelegate<Func<Tensor, Tensor>>();
        }

        if (parameters.Skip(1).FirstOrDefault(parameter => !parameter.HasDefaultValue) is { } missing)
        {
            return _ => throw new ArgumentException(
                $"activation — Ops.{method.Name} cannot be called by its name alone: '{missing.Name}' has no default. "
                + "Use new ActivationFunction(name, function) with the arguments inside.");
        }

        object?[] defaults = parameters.Skip(1).Select(parameter => parameter.DefaultValue).ToArray();
        return x => (Tensor)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [x, .. defaults], null)!;
    }
}
