namespace Sharpkeras.Callbacks;

/// <summary>How long a run is.</summary>
/// <param name="Epochs">The number after the last epoch.</param>
/// <param name="Steps">The steps of an epoch, or of the evaluation or prediction; 0 where the length of the data is not known.</param>
public readonly record struct CallbackParams(int Epochs, int Steps);
