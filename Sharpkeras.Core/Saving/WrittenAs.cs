namespace Sharpkeras.Saving;

/// <summary>The writer that files tell of: their form and numbers are its.</summary>
internal static class WrittenAs
{
    public const string KerasVersion = "3.15.1";
    public const string KerasBackend = "tensorflow";
}
