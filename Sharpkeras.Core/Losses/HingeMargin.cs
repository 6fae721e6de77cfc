namespace Sharpkeras.Losses;

/// <summary>What the hinge losses have in common.</summary>
internal static class HingeMargin
{
    /// <summary>max(1 − y_true·y_pred, 0), where targets that are all 0 or 1 become −1 and 1. Nothing waits for the device.</summary>
    public static Tensor Of(Tensor target, Tensor prediction)
    {
        Tensor binary = Ops.LogicalOr(Ops.Equal(target, Ops.Constant(0, target)), Ops.Equal(target, Ops.Constant(1, target)));
        Tensor all = Ops.Min(binary.Cast(target.DType)) > 0;
        Tensor signs = Ops.Where(all, (target * 2) - 1, target);
        return Ops.Relu(1 - (signs * prediction));
    }
}
