namespace Sharpkeras.Diagnostics;

/// <summary>
/// A file of a model cannot be read or written: it is foreign, damaged or truncated, or its place cannot be written to. The message
/// names the file, what is wrong and what to do.
/// </summary>
public sealed class ModelFileException : IOException
{
    /// <summary>An error with a message that names the file.</summary>
    public ModelFileException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message that names the file, and the error behind it.</summary>
    public ModelFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
