using Sharpkeras.Devices;

namespace Sharpkeras;

/// <summary>What an operation's forward computation gets.</summary>
public ref struct ForwardContext
{
    internal ForwardContext(Backend backend, ReadOnlySpan<Tensor> inputs, Tensor output, bool isRecorded)
    {
        Backend = backend;
        Inputs = inputs;
        Output = output;
        IsRecorded = isRecorded;
    }

    /// <summary>The backend that computes.</summary>
    public Backend Backend { get; }

    /// <summary>The inputs.</summary>
    public ReadOnlySpan<Tensor> Inputs { get; }

    /// <summary>The output, rented with the inferred shape; its content is undefined.</summary>
    public Tensor Output { get; }

    /// <summary>Whether a tape records the operation, so that its gradient may be asked for.</summary>
    public bool IsRecorded { get; }

    /// <summary>One more tensor for the gradient to read, set by the operation.</summary>
    public Tensor? Saved { get; set; }
}
