using System.Text.Json.Nodes;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>A learning rate as optimizers take it: a number, <c>new Adam(1e-3)</c>, or a schedule, <c>new Adam(new CosineDecay(1e-3, 1000))</c>.</summary>
public sealed class LearningRateArgument : IConfigValue
{
    private LearningRateArgument(double number, LearningRateSchedule? schedule)
    {
        Number = number;
        Schedule = schedule;
    }

    /// <summary>The number; 0 where a schedule gives it.</summary>
    public double Number { get; }

    /// <summary>The schedule; null where the rate is a number.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>The same rate at each step, until it is set to another.</summary>
    public static implicit operator LearningRateArgument(double number) => new(number, null);

    /// <summary>A rate that follows the number of the step.</summary>
    public static implicit operator LearningRateArgument(LearningRateSchedule schedule) => new(0, schedule);

    JsonNode? IConfigValue.ToConfig() => ConfigJson.Write(Schedule == null ? Number : Schedule);

    internal static LearningRateArgument FromConfig(JsonNode node) => node is JsonObject
        ? (LearningRateSchedule)KerasRegistry.Deserialize(typeof(LearningRateSchedule), node)
        : (double)ConfigJson.Read(typeof(double), node)!;
}
