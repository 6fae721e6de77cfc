using System.Globalization;
using System.Reflection;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Learning-rate schedules: the rate at each of the steps, by the public method <c>Call(step)</c>.</summary>
[OnDevices]
public sealed class ScheduleGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("schedules");

    [TestCaseSource(nameof(Cases))]
    public void Schedule(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, ConfigNeeds.Of(item.Config), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        KerasObject schedule = KerasRegistry.Deserialize(typeof(KerasObject), item.Config);
        item.CheckConfig(schedule);
        MethodInfo? call = schedule.GetType().GetMethod("Call");
        Assert.That(call, Is.Not.Null, $"{item.Id}: its class exists now; teach ScheduleGoldens how it is called");
        double[] steps = Numbers.ToDoubles(item.Array("steps"));
        double[] rates = Numbers.ToDoubles(item.Array("value"));
        for (int i = 0; i < steps.Length; i++)
        {
            object step = Convert.ChangeType(steps[i], call!.GetParameters()[0].ParameterType, CultureInfo.InvariantCulture);
            item.CheckNumber($"value[{i}]", Convert.ToDouble(call.Invoke(schedule, [step]), CultureInfo.InvariantCulture), rates[i]);
        }
    }
}
