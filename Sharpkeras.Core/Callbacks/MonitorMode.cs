namespace Sharpkeras.Callbacks;

/// <summary>Which way a number that is watched becomes better.</summary>
public enum MonitorMode
{
    /// <summary>As the metric says: losses fall, accuracies grow.</summary>
    Auto,

    /// <summary>It falls.</summary>
    Min,

    /// <summary>It grows.</summary>
    Max,
}
