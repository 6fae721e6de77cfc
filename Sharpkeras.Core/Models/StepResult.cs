namespace Sharpkeras.Models;

/// <summary>What a step leaves behind: the loss and metrics stay on the device until somebody reads them.</summary>
public readonly struct StepResult
{
    private readonly Model model;

    internal StepResult(Model model)
    {
        this.model = model;
    }

    /// <summary>The loss and metrics since the last reset; this waits for the device.</summary>
    public IReadOnlyDictionary<string, double> Read() => model.ReadMetrics();
}
