namespace Sharpkeras.Summaries;

/// <summary>A record of an event file.</summary>
/// <param name="WallTime">When it was written, in seconds since 1970 in universal time.</param>
/// <param name="Step">The step or epoch that it tells of.</param>
/// <param name="FileVersion">The version of the format, in the first record of a file; null in others.</param>
/// <param name="Values">What it tells.</param>
public sealed record SummaryEvent(double WallTime, long Step, string? FileVersion, IReadOnlyList<SummaryValue> Values);
