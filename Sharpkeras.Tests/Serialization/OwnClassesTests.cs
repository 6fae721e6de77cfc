using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Serialization;

/// <summary>The written list of what configs name, compared with what the library has.</summary>
public sealed class OwnClassesTests
{
    private static readonly Type[] Core = typeof(KerasObject).Assembly.GetTypes();

    [Test]
    public void TheListNamesEveryClass()
    {
        IEnumerable<Type> classes = Core.Where(type => type.IsPublic && !type.IsAbstract && typeof(KerasObject).IsAssignableFrom(type));
        Assert.That(OwnClasses.All.Select(own => own.Type), Is.EquivalentTo(classes));
    }

    [Test]
    public void TheListNamesEveryReader()
    {
        IEnumerable<Type> readers = OwnClasses.All.Select(own => own.Type).Where(type => Reader(type, typeof(JsonObject)) != null);
        Assert.That(OwnClasses.All.Where(own => own.HasReader).Select(own => own.Type), Is.EquivalentTo(readers));
    }

    [Test]
    public void TheListNamesEveryArgumentWithAFormOfItsOwn()
    {
        IEnumerable<Type> plain = Core.Where(type => typeof(IConfigValue).IsAssignableFrom(type) && !type.IsInterface && !type.IsGenericType);
        IEnumerable<Type> arguments = OwnClasses.All
            .SelectMany(own => own.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
            .Select(parameter => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType)
            .Where(typeof(IConfigValue).IsAssignableFrom);
        Assert.That(OwnClasses.Values.Keys, Is.SupersetOf(plain.Union(arguments)));
        Assert.That(OwnClasses.Values.Keys.Where(type => Reader(type, typeof(JsonNode)) == null), Is.Empty);
    }

    private static MethodInfo? Reader(Type type, Type parameter) =>
        type.GetMethod("FromConfig", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [parameter]) is { } method
        && method.GetParameters()[0].ParameterType == parameter
            ? method
            : null;
}
