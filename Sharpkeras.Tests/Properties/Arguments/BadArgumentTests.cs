using System.Globalization;
using System.Reflection;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Properties.Arguments;

/// <summary>Constructors refuse numbers outside of their ranges, with the parameter's name and the number in the message.</summary>
public sealed class BadArgumentTests
{
    /// <summary>Namespaces whose classes are made from the arguments of users.</summary>
    private static readonly string[] Namespaces =
        ["Callbacks", "Constraints", "Data", "Initializers", "Layers", "Losses", "Metrics", "Models", "Optimizers", "Regularizers"];

    private static IEnumerable<(Type Type, ParameterInfo Parameter)> Numbers() =>
        from type in typeof(KerasObject).Assembly.GetExportedTypes()
        where type.IsClass && !type.IsAbstract && type.GetConstructors().Length > 0 && !typeof(Exception).IsAssignableFrom(type)
        where Namespaces.Contains(type.Namespace!.Split('.').ElementAtOrDefault(1))
        from parameter in ArgumentDraw.Constructor(type).GetParameters()
        where ArgumentDraw.NumberType(parameter) != null
        select (type, parameter);

    private static IEnumerable<TestCaseData> WithRange() =>
        from number in Numbers()
        where ArgumentDraw.Range(number.Type, number.Parameter) != null
        select new TestCaseData(number.Type, number.Parameter).SetArgDisplayNames($"{number.Type.Name}.{number.Parameter.Name}");

    [Test]
    public void EveryNumberHasARange()
    {
        string[] missing = [.. Numbers().Where(number => ArgumentDraw.Range(number.Type, number.Parameter) == null)
            .Select(number => $"{number.Type.Name}.{number.Parameter.Name}")];
        Assert.That(missing, Is.Empty, "These need a range in Properties/Arguments/ArgumentTable.cs");
    }

    [TestCaseSource(nameof(WithRange))]
    public void NumbersOutsideOfTheRangeAreRefused(Type type, ParameterInfo parameter)
    {
        ArgumentList list = Draws.First(ArgumentDraw.Of(type));
        Assert.Multiple(() =>
        {
            foreach (object number in Outside(type, parameter))
            {
                Refused(list.With(parameter.Name!, number), parameter, number);
            }
        });
    }

    private static IEnumerable<object> Outside(Type type, ParameterInfo parameter)
    {
        ArgumentRange range = ArgumentDraw.Range(type, parameter)!;
        Type number = ArgumentDraw.NumberType(parameter)!;
        return number == typeof(double) || number == typeof(float)
            ? range.DoublesOutside().Select(value => Convert.ChangeType(value, number, CultureInfo.InvariantCulture))
            : range.IntegersOutside().Select(value => Convert.ChangeType(value, number, CultureInfo.InvariantCulture));
    }

    private static void Refused(ArgumentList list, ParameterInfo parameter, object number)
    {
        Exception? exception = Assert.Catch<ArgumentException>(() => list.Create(), $"{list}");
        if (exception != null)
        {
            string name = parameter.Name!;
            string[] names = [name, SnakeCase.Of(name), parameter.GetCustomAttribute<ConfigNameAttribute>()?.Name ?? name];
            bool named = names.Any(spelling => exception.Message.Contains(spelling, StringComparison.Ordinal));
            Assert.That(named, Is.True, $"{name} is not in: {exception.Message}");
            Assert.That(exception.Message, Does.Contain(Text.Of((IFormattable)number)));
        }
    }
}
