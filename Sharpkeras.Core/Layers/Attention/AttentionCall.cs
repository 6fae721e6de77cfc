namespace Sharpkeras.Layers;

/// <summary>What an attention layer computes with: masks that were given by themselves are on their tensors here.</summary>
/// <param name="Query">What asks.</param>
/// <param name="Value">What is asked for.</param>
/// <param name="Key">What is compared with the query; the value where none was given.</param>
/// <param name="KeyMask">The mask of a key that was given, where it has one.</param>
/// <param name="AttentionMask">Which sources each target sees; null for all.</param>
/// <param name="IsCausal">Whether sources after a target are hidden from it.</param>
/// <param name="ReturnsScores">Whether the scores are an output too.</param>
internal sealed record AttentionCall(
    Tensor Query, Tensor Value, Tensor Key, Tensor? KeyMask, Tensor? AttentionMask, bool IsCausal, bool ReturnsScores);
