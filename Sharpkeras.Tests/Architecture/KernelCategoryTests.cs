using System.Reflection;

namespace Sharpkeras.Tests.Architecture;

/// <summary>The tests that run at every vector width are found by their category: none may be without it.</summary>
internal sealed class KernelCategoryTests
{
    private static readonly string[] Namespaces = ["Sharpkeras.Tests.Cpu", "Sharpkeras.Tests.Kernels", "Sharpkeras.Tests.Operations"];

    [Test]
    public void Every_test_of_kernels_has_the_category()
    {
        Type[] fixtures = [.. typeof(KernelCategoryTests).Assembly.GetTypes()
            .Where(type => Namespaces.Contains(type.Namespace) && !type.IsAbstract && type.GetMethods().Any(IsTest))];
        Assert.That(fixtures, Has.Length.GreaterThan(20));
        Assert.That(fixtures.Where(type => !Categories(type).Contains("Kernels")).Select(type => type.Name), Is.Empty);
    }

    private static bool IsTest(MethodInfo method) =>
        method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)) || method.IsDefined(typeof(TestCaseSourceAttribute));

    private static IEnumerable<string> Categories(Type type) =>
        type.GetCustomAttributes<CategoryAttribute>(inherit: true).Select(category => category.Name);
}
