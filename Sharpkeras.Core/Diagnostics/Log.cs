using System.Diagnostics;

namespace Sharpkeras.Diagnostics;

/// <summary>What the framework has to say besides errors. Programs listen to <see cref="Warning"/>; otherwise it goes to the trace.</summary>
public static class Log
{
    /// <summary>Raised for something that the program may want to know, such as state in a file that was left out.</summary>
    public static event Action<string>? Warning;

    internal static void Warn(string message)
    {
        if (Warning is { } listeners)
        {
            listeners(message);
        }
        else
        {
            Trace.TraceWarning(message);
        }
    }
}
