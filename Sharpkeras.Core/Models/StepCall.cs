using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>The call of a step, with the losses and metrics that layers add in it; they are let go when it is disposed.</summary>
public sealed class StepCall : IDisposable
{
    [ThreadStatic]
    private static StepCall? current;

    private readonly StepCall? outer;

    /// <summary>Begins a call.</summary>
    /// <param name="training">Whether it belongs to training.</param>
    public StepCall(bool training)
    {
        Context = new CallContext(training);
        outer = current;
        current = this;
    }

    /// <summary>The context to call layers with.</summary>
    public CallContext Context { get; }

    /// <summary>The step's call that is open on this thread.</summary>
    internal static StepCall? Current => current;

    /// <summary>Lets the losses and metrics go.</summary>
    public void Dispose()
    {
        current = outer;
        Context.Clear();
    }
}
