namespace Sharpkeras.Callbacks;

/// <summary>How long a run is.</summary>
/// <param name="Epochs">The number after the last epoch.</param>
/// <param name="Steps">The steps of an epoch, or of the evaluation or prediction.</param>
public readonly record struct CallbackParams(int Epochs, int Steps);
