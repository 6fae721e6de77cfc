using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>Targets and predictions in one type and one shape.</summary>
internal static class Pairs
{
    /// <summary>Both in the type of the predictions, or in a given one, their ranks matched as in losses.</summary>
    public static (Tensor Target, Tensor Prediction) Of(Tensor yTrue, Tensor yPred, string owner, DType? dtype = null)
    {
        DType type = dtype ?? yPred.DType;
        var (target, prediction) = Ranks.Match(yTrue.Cast(type), yPred.Cast(type));
        Check.SameShape(target.Shape, prediction.Shape, owner);
        return (target, prediction);
    }
}
