using Sharpkeras.Callbacks;
using Sharpkeras.Models;

namespace Sharpkeras.Tests.Support;

/// <summary>Breaks a training off at one of the moments that callbacks are told of, by their number from 0; a negative one lets it end.</summary>
internal sealed class BreakOff(int moment) : Callback
{
    /// <summary>How many moments there were.</summary>
    public int Moments { get; private set; }

    public override void OnTrainBegin() => Count();

    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs) => Count();

    public override void OnEpochBegin(int epoch) => Count();

    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Count();

    public override void OnTrainBatchBegin(int batch) => Count();

    public override void OnTrainBatchEnd(int batch, StepResult result) => Count();

    public override void OnTestBegin() => Count();

    public override void OnTestBatchEnd(int batch, StepResult result) => Count();

    public override void OnTestEnd(IReadOnlyDictionary<string, double> logs) => Count();

    private void Count()
    {
        if (Moments++ == moment)
        {
            throw new OperationCanceledException();
        }
    }
}
