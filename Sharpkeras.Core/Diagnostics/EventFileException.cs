namespace Sharpkeras.Diagnostics;

/// <summary>
/// A log for TensorBoard cannot be written or read: its folder is closed, the disk is full, or the file is foreign or damaged. The message
/// names the file, the place in it, what was expected and what was found.
/// </summary>
public sealed class EventFileException : IOException
{
    /// <summary>An error with a message that names the file.</summary>
    public EventFileException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message that names the file, and the error behind it.</summary>
    public EventFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
