using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Optimizers: their configs, and the variables after each step.</summary>
[OnDevices]
public sealed class OptimizerGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("optimizers");

    [TestCaseSource(nameof(Cases))]
    public void Optimizer(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, ConfigNeeds.Of(item.Config), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        var optimizer = (Optimizer)KerasRegistry.Deserialize(typeof(Optimizer), item.Config);
        item.CheckConfig(optimizer);
        Variable[] variables = Enumerable.Range(0, int.MaxValue)
            .TakeWhile(i => item.Has($"v{i}_init"))
            .Select(i => new Variable(item.Tensor($"v{i}_init"), $"v{i}"))
            .ToArray();
        int steps = item.Json["steps"]!.GetValue<int>();
        for (int step = 0; step < steps; step++)
        {
            optimizer.Apply(variables.Select((_, i) => item.Tensor($"g{i}_{step}")).ToArray(), variables);
            for (int i = 0; i < variables.Length; i++)
            {
                item.Check($"v{i}_{step}", variables[i].Value);
            }
        }

        Assert.That(optimizer.Iterations, Is.EqualTo(steps / (optimizer.GradientAccumulationSteps ?? 1)));
    }
}
