using Sharpkeras.Constraints;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Regularizers, with value and gradient, and constraints.</summary>
[OnDevices]
public sealed class PenaltyGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("penalties");

    [TestCaseSource(nameof(Cases))]
    public void Penalty(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, ConfigNeeds.Of(item.Config), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        Tensor x = item.Tensor("x0");
        if (item.Has("y"))
        {
            var constraint = (Constraint)KerasRegistry.Deserialize(typeof(Constraint), item.Config);
            item.CheckConfig(constraint);
            item.Check("y", constraint.Call(x));
            return;
        }

        var regularizer = (Regularizer)KerasRegistry.Deserialize(typeof(Regularizer), item.Config);
        item.CheckConfig(regularizer);
        using var tape = new GradientTape();
        tape.Watch(x);
        Tensor penalty = regularizer.Call(x);
        item.Check("value", penalty);
        item.Check("gx0", tape.Gradient(penalty, x));
    }
}
