namespace Sharpkeras.Models;

/// <summary>What a step leaves behind: the loss and metrics stay on the device until somebody reads them.</summary>
public readonly struct StepResult
{
    private readonly Model? model;

    internal StepResult(Model model)
    {
        this.model = model;
    }

    /// <summary>Whether the step made this with <c>UpdateMetrics</c> or <c>ReportMetrics</c>.</summary>
    internal bool IsMade => model != null;

    /// <summary>The loss and metrics since the last reset; this waits for the device.</summary>
    /// <exception cref="InvalidOperationException">It does not come from a step.</exception>
    public IReadOnlyDictionary<string, double> Read() => model?.ReadMetrics()
        ?? throw new InvalidOperationException("step — the result does not come from a model. Return UpdateMetrics(…) or ReportMetrics() from TrainStep and TestStep.");
}
