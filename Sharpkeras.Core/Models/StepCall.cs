using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>The call of a step, with the losses that layers add in it; they are let go when it is disposed.</summary>
public sealed class StepCall : IDisposable
{
    /// <summary>Begins a call.</summary>
    /// <param name="training">Whether it belongs to training.</param>
    public StepCall(bool training)
    {
        Context = new CallContext(training);
    }

    /// <summary>The context to call layers with.</summary>
    public CallContext Context { get; }

    /// <summary>Lets the losses go.</summary>
    public void Dispose() => Context.Clear();
}
