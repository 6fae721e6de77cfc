namespace Sharpkeras.Losses;

/// <summary>What targets are, where a name leaves it to the shapes.</summary>
internal enum TargetKind
{
    Binary,
    ClassNumbers,
    OneHot,
}
