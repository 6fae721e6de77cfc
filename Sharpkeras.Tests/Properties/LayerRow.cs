using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>How a layer is tried.</summary>
/// <param name="Layer">The class.</param>
/// <param name="Trials">Draws arguments and shapes.</param>
/// <param name="Note">What tells several rows of one class apart.</param>
internal sealed record LayerRow(Type Layer, Gen<LayerTrial> Trials, string Note = "")
{
    /// <summary>Why the gradient is compared in inference only; null where it is compared in training too.</summary>
    public string? InferenceOnly { get; init; }

    /// <summary>Trials with numbers, in training and in inference.</summary>
    public Gen<LayerTrial> Seeded =>
        from trial in Trials
        from training in InferenceOnly == null ? Shapes.Flag : Gen.Constant(false)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select trial with { Seed = seed, Training = training };

    public override string ToString() => Note.Length == 0 ? Layer.Name : $"{Layer.Name} {Note}";
}
