using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace Sharpkeras.Tests.Support;

/// <summary>
/// Makes a fixture of the same tests for each device, on which all tensors lie that name none. On the processor the fixture has its own
/// name, on others the device behind it. Where a device is missing, one test says so in place of all.
/// </summary>
/// <param name="types">The type arguments of a generic fixture.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class OnDevicesAttribute(params Type[] types) : NUnitAttribute, IFixtureBuilder2, IApplyToContext, ITestAction
{
    private const string Place = "Device";

    private readonly NUnitTestFixtureBuilder builder = new();

    public ActionTargets Targets => ActionTargets.Suite;

    /// <summary>The device that a fixture was made for, as it is written; null where a fixture was made without this attribute.</summary>
    public static string? DeviceOf(ITest fixture) => fixture.Properties.Get(Place) as string;

    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo) => BuildFrom(typeInfo, Everything.Instance);

    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo, IPreFilter filter)
    {
        yield return builder.BuildFrom(typeInfo, filter, On(Device.Cpu));
        TestSuite other = builder.BuildFrom(typeInfo, filter, On(TestDevices.GpuPlace));
        if (TestDevices.Gpu == null)
        {
            LeaveOut(other);
        }

        yield return other;
    }

    /// <summary>Before the fixture's object is made, whose fields may hold tensors: test actions begin later.</summary>
    public void ApplyToContext(TestExecutionContext context)
    {
        if (DeviceOf(context.CurrentTest) is { } name)
        {
            Device.Default = Device.Parse(name);
        }
    }

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test) => Device.Default = TestDevices.Ordinary;

    private TestFixtureData On(Device device)
    {
        var data = new TestFixtureData { TypeArgs = types };
        data.Properties.Set(Place, device.ToString());
        return device == Device.Cpu ? data : data.SetArgDisplayNames(device.ToString());
    }

    /// <summary>One test stays, and says why it does not run.</summary>
    private static void LeaveOut(TestSuite fixture)
    {
        if (First(fixture) is not { } test)
        {
            return;
        }

        fixture.Tests.Clear();
        test.Name = "all tests";
        test.FullName = $"{fixture.FullName}.{test.Name}";
        fixture.Add(test);
        foreach (Test each in (Test[])[fixture, test])
        {
            each.RunState = RunState.Ignored;
            each.Properties.Set(PropertyNames.SkipReason, TestDevices.NoGpu);
        }
    }

    private static Test? First(ITest test) => test.IsSuite ? test.Tests.Select(First).FirstOrDefault(leaf => leaf != null) : (Test)test;

    /// <summary>Leaves no test out.</summary>
    private sealed class Everything : IPreFilter
    {
        public static readonly Everything Instance = new();

        public bool IsMatch(Type type) => true;

        public bool IsMatch(Type type, System.Reflection.MethodInfo method) => true;
    }
}
