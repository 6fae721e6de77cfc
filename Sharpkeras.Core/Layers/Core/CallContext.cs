namespace Sharpkeras.Layers;

/// <summary>What a call passes on to the layers inside: whether it trains, and where losses are collected.</summary>
public sealed class CallContext
{
    [ThreadStatic]
    private static CallContext? current;

    private readonly List<Tensor> losses;

    internal CallContext(bool training)
        : this(training, [])
    {
    }

    private CallContext(bool training, List<Tensor> losses)
    {
        Training = training;
        this.losses = losses;
    }

    /// <summary>Whether the call belongs to training: dropout is active, moving statistics are updated.</summary>
    public bool Training { get; }

    /// <summary>The context of the call that is running on this thread.</summary>
    internal static CallContext? Current => current;

    /// <summary>The losses that layers added during the call so far, scalars: what <c>AddLoss</c> was given, and penalties on outputs.</summary>
    public IReadOnlyList<Tensor> Losses => losses;

    /// <summary>Adds to the loss of the training step.</summary>
    /// <param name="loss">A scalar; of any other shape the sum counts. Integers are converted to float32.</param>
    public void AddLoss(Tensor loss)
    {
        Tensor floating = loss.DType.IsFloating() ? loss : loss.Cast(DType.Float32);
        Tensor scalar = floating.Rank == 0 ? floating : Ops.Sum(floating);
        ScopeStack.Disown(scalar);
        losses.Add(scalar);
    }

    /// <summary>The same call, but for a part that was told itself whether it trains: its losses belong to the whole.</summary>
    internal CallContext With(bool training) => training == Training ? this : new CallContext(training, losses);

    /// <summary>Lets the collected losses go.</summary>
    internal void Clear()
    {
        foreach (Tensor loss in losses)
        {
            loss.Release();
        }

        losses.Clear();
    }

    internal static CallContext? Enter(CallContext context)
    {
        CallContext? outer = current;
        current = context;
        return outer;
    }

    internal static void Leave(CallContext? outer) => current = outer;
}
