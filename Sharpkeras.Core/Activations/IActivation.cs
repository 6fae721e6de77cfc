namespace Sharpkeras.Activations;

/// <summary>An object that can serve as an activation: a layer.</summary>
internal interface IActivation
{
    /// <summary>The function that applies it.</summary>
    ActivationFunction AsActivation();
}
