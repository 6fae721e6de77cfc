using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers.Schedules;

/// <summary>
/// A learning rate that depends on the number of the step: <c>new Adam(new CosineDecay(1e-3, decaySteps: 1000))</c>. The framework's own
/// compute in float32, as Keras does. A class of one's own overrides <see cref="Call"/>.
/// </summary>
public abstract class LearningRateSchedule : KerasObject
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">The number of gradients before it, 0 for the first one.</param>
    public abstract double Call(long step);
}
