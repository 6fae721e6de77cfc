using Sharpkeras.Diagnostics;
using Sharpkeras.Models;

namespace Sharpkeras.Callbacks;

/// <summary>Ends the training in the step in which the loss is not finite. It reads the loss after every step, which waits for the device.</summary>
/// <param name="raiseError">Whether that is an error; else the training ends in an orderly way.</param>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    /// <summary>Whether a loss that is not finite is an error.</summary>
    public bool RaiseError { get; } = raiseError;

    /// <inheritdoc/>
    /// <exception cref="ArithmeticException">The loss is not finite, and that is an error.</exception>
    public override void OnTrainBatchEnd(int batch, StepResult result)
    {
        double loss = result.Read()["loss"];
        if (double.IsFinite(loss))
        {
            return;
        }

        if (RaiseError)
        {
            throw new ArithmeticException(
                $"TerminateOnNaN — the loss of batch {Text.Of(batch)} is not finite. Received {Text.Of(loss)}; look at the data and the learning rate.");
        }

        Print($"Batch {Text.Of(batch)}: Invalid loss, terminating training");
        Model.StopTraining = true;
    }
}
