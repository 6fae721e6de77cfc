using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Activations;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Properties.Arguments;

/// <summary>Draws valid arguments for constructors, from the parameters' types and <see cref="ArgumentTable"/>.</summary>
internal static class ArgumentDraw
{
    private static readonly Dictionary<Type, Gen<object?>> ByType = new()
    {
        [typeof(bool)] = Box(Shapes.Flag),
        [typeof(Shape)] = Box(Shapes.Of(Gen.Choose(1, 4), 1, 3)),
        [typeof(Padding)] = Box(Gen.Elements(Padding.Valid, Padding.Same)),
        [typeof(Size1D)] = Box(Gen.Choose(1, 3).Select(length => (Size1D)length)),
        [typeof(Size2D)] = Box(Gen.Choose(1, 3).Two().Select(pair => (Size2D)pair)),
        [typeof(Size3D)] = Box(Gen.Choose(1, 3).Three().Select(each => (Size3D)each)),
        [typeof(Padding1D)] = Box(Gen.Choose(0, 3).Two().Select(sides => (Padding1D)sides)),
        [typeof(Padding2D)] = Box(Gen.Choose(0, 3).ArrayOf(4).Select(sides => (Padding2D)((sides[0], sides[1]), (sides[2], sides[3])))),
        [typeof(NumberArray)] = Box(Gen.Elements<NumberArray>(0.5, 2, new[] { 1.5, 2 })),
        [typeof(RenormClipping)] = Box(Gen.Elements(new RenormClipping(), new RenormClipping(3, 0.5, 5), new RenormClipping(dmax: 2))),
        [typeof(Padding3D)] = Box(Gen.Choose(0, 3).Two().Three().Select(sides => (Padding3D)sides)),
        [typeof(OneOrMore<int>)] = Box(Several(Gen.Choose(-3, 3))),
        [typeof(OneOrMore<double>)] = Box(Several(ArgumentRange.Share.Doubles())),
        [typeof(ActivationFunction)] = Box(Gen.Elements(ActivationRegistry.Names.Order(StringComparer.Ordinal).Select(ActivationFunction.Get))),
    };

    /// <summary>The constructor that configs describe, with arguments.</summary>
    public static Gen<ArgumentList> Of(Type type)
    {
        ConstructorInfo constructor = Constructor(type);
        return Gen.CollectToArray(constructor.GetParameters().Select(parameter => Of(type, parameter))).Select(values =>
        {
            var list = new ArgumentList(constructor, [.. values]);
            ArgumentTable.Adjustments.GetValueOrDefault(type.Name)?.Invoke(list);
            return list;
        });
    }

    public static ConstructorInfo Constructor(Type type) => type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;

    /// <summary>The number type of a parameter: <c>int</c> or <c>double</c>; null for others.</summary>
    public static Type? NumberType(ParameterInfo parameter)
    {
        Type type = Plain(parameter);
        return type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(float) ? type : null;
    }

    /// <summary>The range of a parameter's numbers.</summary>
    public static ArgumentRange? Range(Type type, ParameterInfo parameter) => ArgumentTable.Find(ArgumentTable.Ranges, type, parameter.Name!);

    private static Gen<object?> Of(Type type, ParameterInfo parameter)
    {
        Gen<object?> values = Values(type, parameter);
        bool takesNull = parameter.HasDefaultValue && parameter.DefaultValue == null
            && (!parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) != null);
        return takesNull ? Gen.Frequency((1, Gen.Constant<object?>(null)), (2, values)) : values;
    }

    private static Gen<object?> Values(Type type, ParameterInfo parameter)
    {
        Type plain = Plain(parameter);
        if (ArgumentTable.Find(ArgumentTable.Values, type, parameter.Name!) is { } own)
        {
            return own;
        }

        if (NumberType(parameter) is { } number)
        {
            ArgumentRange range = Range(type, parameter) ?? throw Missing(type, parameter, "a range in ArgumentTable.Ranges");
            return number == typeof(double) ? Box(range.Doubles()) : Box(range.Integers()).Select(value => Convert.ChangeType(value, number));
        }

        return ByType.TryGetValue(plain, out Gen<object?>? values) ? values
            : plain.IsEnum ? Gen.Elements(Enum.GetValues(plain).Cast<object?>().ToArray())
            : typeof(KerasObject).IsAssignableFrom(plain) ? Objects(plain)
            : throw Missing(type, parameter, "values in ArgumentTable.Values, or its type in ArgumentDraw.ByType");
    }

    /// <summary>Any object of a kind, such as an initializer.</summary>
    private static Gen<object?> Objects(Type kind) =>
        Gen.OneOf(KerasRegistry.Classes(kind)
            .OrderBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => Of(each.Type).Select(list => (object?)list.Create())));

    /// <summary>A value, or a list of some.</summary>
    private static Gen<OneOrMore<T>> Several<T>(Gen<T> values)
        where T : struct => Gen.OneOf(values.Select(value => (OneOrMore<T>)value), values.ArrayOf(3).Select(list => (OneOrMore<T>)list));

    private static Gen<object?> Box<T>(Gen<T> values) => values.Select(value => (object?)value);

    private static Type Plain(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    private static InvalidOperationException Missing(Type type, ParameterInfo parameter, string what) =>
        new($"{type.Name}.{parameter.Name} ({parameter.ParameterType.Name}) needs {what}");
}
