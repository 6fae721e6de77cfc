namespace Sharpkeras.Layers;

/// <summary>What a call passes on to the layers inside: whether it trains, and where losses are collected.</summary>
public sealed class CallContext
{
    [ThreadStatic]
    private static CallContext? current;

    private readonly List<Tensor> losses;
    private readonly CallContext? whole;
    private List<(string Name, Tensor Value)>? metrics;

    internal CallContext(bool training)
        : this(training, [], null)
    {
    }

    private CallContext(bool training, List<Tensor> losses, CallContext? whole)
    {
        Training = training;
        this.losses = losses;
        this.whole = whole;
    }

    /// <summary>Whether the call belongs to training: dropout is active, moving statistics are updated.</summary>
    public bool Training { get; }

    /// <summary>The context of the call that is running on this thread.</summary>
    internal static CallContext? Current => current;

    /// <summary>The losses that layers added during the call so far, scalars: what <c>AddLoss</c> was given, and penalties on outputs.</summary>
    public IReadOnlyList<Tensor> Losses => losses;

    /// <summary>The values that layers reported during the call so far, scalars, by name.</summary>
    internal IReadOnlyList<(string Name, Tensor Value)>? Metrics => metrics;

    /// <summary>The layer whose computation is running.</summary>
    internal Layer? Caller { get; set; }

    /// <summary>What the running layer was told besides its inputs; null for nothing.</summary>
    internal CallArguments? Arguments { get; set; }

    /// <summary>Who is told of each layer's outputs, and of the layer that called it.</summary>
    internal Action<Layer, Layer?, Tensors>? Observer { get; init; }

    /// <summary>Adds to the loss of the training step.</summary>
    /// <param name="loss">A scalar; of any other shape the sum counts. Integers are converted to float32.</param>
    public void AddLoss(Tensor loss)
    {
        Tensor floating = loss.DType.IsFloating() ? loss : loss.Cast(DType.Float32);
        Tensor scalar = floating.Rank == 0 ? floating : Ops.Sum(floating);
        ScopeStack.Disown(scalar);
        losses.Add(scalar);
    }

    /// <summary>Reports a value of the step.</summary>
    internal void AddMetric(string name, Tensor value)
    {
        Tensor scalar = value.Rank == 0 ? value : Ops.Mean(value.DType.IsFloating() ? value : value.Cast(DType.Float32));
        ScopeStack.Disown(scalar);
        CallContext owner = whole ?? this;
        (owner.metrics ??= []).Add((name, scalar));
    }

    /// <summary>The same call, but for a part that was told itself whether it trains: its losses belong to the whole.</summary>
    internal CallContext With(bool training) => training == Training ? this : new CallContext(training, losses, whole ?? this) { Caller = Caller, Observer = Observer };

    /// <summary>Lets the collected losses go.</summary>
    internal void Clear()
    {
        foreach (Tensor loss in losses)
        {
            loss.Release();
        }

        losses.Clear();
        foreach (var (_, value) in metrics ?? [])
        {
            value.Release();
        }

        metrics = null;
    }

    internal static CallContext? Enter(CallContext context)
    {
        CallContext? outer = current;
        current = context;
        return outer;
    }

    internal static void Leave(CallContext? outer) => current = outer;
}
