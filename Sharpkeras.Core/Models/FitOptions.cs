namespace Sharpkeras.Models;

/// <summary>The numbers that a training goes by.</summary>
internal sealed record FitOptions(int Epochs, int InitialEpoch, int? StepsPerEpoch, int? ValidationSteps, int ValidationFreq)
{
    /// <summary>What the inputs are; null where it is not known before the first step.</summary>
    public TensorSpec[]? Inputs { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public void Check(string model)
    {
        Diagnostics.Check.Positive(Epochs, "epochs", model);
        Diagnostics.Check.Range(InitialEpoch, 0, int.MaxValue, "initialEpoch", model);
        Diagnostics.Check.Positive(StepsPerEpoch ?? 1, "stepsPerEpoch", model);
        Diagnostics.Check.Positive(ValidationSteps ?? 1, "validationSteps", model);
        Diagnostics.Check.Positive(ValidationFreq, "validationFreq", model);
    }

    /// <summary>Whether an epoch ends with a validation.</summary>
    public bool Validates(int epoch) => (epoch + 1) % ValidationFreq == 0;
}
