using System.Reflection;

namespace Sharpkeras.Tests.Properties;

/// <summary>The methods of <see cref="Ops"/> that return tensors.</summary>
internal static class OpMethods
{
    public static IEnumerable<MethodInfo> All => typeof(Ops).GetNestedTypes(BindingFlags.Public).Append(typeof(Ops))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => HasTensors(method.ReturnType));

    /// <summary>The name with the parameters' names: <c>Sum(x, axes, keepDims)</c>.</summary>
    public static string Key(MethodInfo method)
    {
        string owner = method.DeclaringType == typeof(Ops) ? "" : method.DeclaringType!.Name + ".";
        return $"{owner}{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})";
    }

    /// <summary>Whether all parameters and the result are single tensors, which needs no more than ranges for the numbers.</summary>
    public static bool IsElementwise(MethodInfo method, int inputs) =>
        method.ReturnType == typeof(Tensor)
        && method.GetParameters().Length == inputs
        && method.GetParameters().All(parameter => parameter.ParameterType == typeof(Tensor));

    /// <summary>Whether a method takes tensors.</summary>
    public static bool TakesTensors(MethodInfo method) => method.GetParameters().Any(parameter => HasTensors(parameter.ParameterType));

    private static bool HasTensors(Type type) =>
        type == typeof(Tensor)
        || type == typeof(Sharpkeras.Tensors)
        || (type.IsArray && HasTensors(type.GetElementType()!))
        || (type.IsGenericType && !typeof(Delegate).IsAssignableFrom(type) && type.GetGenericArguments().Any(HasTensors));
}
