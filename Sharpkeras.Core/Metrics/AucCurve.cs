using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>The curve that an area lies under.</summary>
public enum AucCurve
{
    /// <summary>The recall over the share of false values that are taken for true ones.</summary>
    [ConfigName("ROC")]
    Roc,

    /// <summary>The precision over the recall.</summary>
    [ConfigName("PR")]
    PR,

    /// <summary>The precision gain over the recall gain (Flach and Kull 2015).</summary>
    [ConfigName("PRGAIN")]
    PRGain,
}
