using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Calls: building on first use, checks, the scope, the computation, penalties.</summary>
public abstract partial class Layer
{
    /// <summary>Makes the weights. Called once, before the first <see cref="Forward(Tensor, CallContext)"/>.</summary>
    /// <param name="inputShape">The shape of the input; the batch dimension is −1.</param>
    public virtual void Build(Shape inputShape)
    {
    }

    /// <summary>Makes the weights of a layer with several inputs; for one with a single input this calls the simpler form.</summary>
    /// <param name="inputShapes">The shapes of the inputs; the batch dimensions are −1.</param>
    public virtual void Build(IReadOnlyList<Shape> inputShapes) => Build(inputShapes[0]);

    /// <summary>Applies the layer to a tensor. Builds it on first use.</summary>
    /// <param name="input">The input; the first axis is the batch.</param>
    /// <param name="training">Whether this is training; null takes it from the layer that calls, else false.</param>
    /// <exception cref="ShapeException">The input does not fit.</exception>
    public Tensor Call(Tensor input, bool? training = null) => Call((Tensors)input, training);

    /// <summary>Applies the layer to several tensors: <c>new Add().Call([a, b])</c>. Builds it on first use.</summary>
    /// <param name="inputs">The inputs; the first axis of each is the batch.</param>
    /// <param name="training">Whether this is training; null takes it from the layer that calls, else false.</param>
    /// <exception cref="ArgumentException">The inputs do not fit, or there are several outputs.</exception>
    public Tensor Call(Tensors inputs, bool? training = null) => Only(CallAll(inputs, training));

    /// <summary>Applies a layer that may have several outputs.</summary>
    /// <param name="inputs">The inputs; the first axis of each is the batch.</param>
    /// <param name="training">Whether this is training; null takes it from the layer that calls, else false.</param>
    /// <returns>All outputs.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public Tensors CallAll(Tensors inputs, bool? training = null) => CallAll(inputs, null, training);

    /// <summary>The same with arguments besides the inputs.</summary>
    internal Tensors CallAll(Tensors inputs, CallArguments? arguments, bool? training)
    {
        if (IsSymbolic(inputs))
        {
            return Connect(inputs, arguments, training);
        }

        CallContext? outer = CallContext.Current;
        if (outer != null && (training == null || training == outer.Training))
        {
            return Invoke(inputs, outer, arguments);
        }

        if (outer != null)
        {
            return Invoke(inputs, outer.With(training!.Value), arguments);
        }

        var context = new CallContext(training ?? false);
        Tensors outputs = Invoke(inputs, context, arguments);
        context.Clear();
        return outputs;
    }

    /// <summary>Applies the layer to a tensor in the context of a call that is running.</summary>
    public Tensor Call(Tensor input, CallContext context) => Only(Invoke(input, context));

    /// <summary>Applies the layer to several tensors in the context of a call that is running.</summary>
    public Tensor Call(Tensors inputs, CallContext context) => Only(Invoke(inputs, context));

    /// <summary>Applies a layer that may have several outputs in the context of a call that is running.</summary>
    public Tensors CallAll(Tensors inputs, CallContext context) => Invoke(inputs, context);

    /// <summary>The same with arguments besides the inputs.</summary>
    internal Tensors CallAll(Tensors inputs, CallArguments? arguments, CallContext context) => Invoke(inputs, context, arguments);

    /// <summary>The computation of a layer with one input and one output; the input fits <see cref="InputSpec"/> and has the layer's type.</summary>
    protected virtual Tensor Forward(Tensor input, CallContext context) => throw new InvalidOperationException(
        $"{Name} ({ClassName}) — the class has no computation. Override Forward(Tensor, CallContext), or Forward(Tensors, CallContext) for several inputs.");

    /// <summary>The computation. A layer with several inputs or outputs overrides this.</summary>
    protected virtual Tensors Forward(Tensors inputs, CallContext context) => Forward(inputs[0], context);

    /// <summary>
    /// Adds to the loss of the training step, inside of <see cref="Forward(Tensor, CallContext)"/>. The loss belongs to this call: it is in
    /// <see cref="CallContext.Losses"/> of its context, not in the layer.
    /// </summary>
    /// <param name="loss">A scalar; of any other shape the sum counts.</param>
    /// <exception cref="InvalidOperationException">No layer is being called on this thread.</exception>
    /// <example><code>AddLoss(0.1 * Ops.Mean(Ops.Square(input)));</code></example>
    protected void AddLoss(Tensor loss)
    {
        CallContext context = CallContext.Current ?? throw new InvalidOperationException(
            $"{this} — a loss can be added while a layer is being called. Received one outside of a call; use AddLoss inside Forward.");
        context.AddLoss(loss);
    }

    /// <summary>
    /// Reports a value with the metrics of the training step, inside of <see cref="Forward(Tensor, CallContext)"/>: its mean over the batches of
    /// an epoch is in the logs. Outside of Fit, Evaluate and single steps it goes nowhere.
    /// </summary>
    /// <param name="value">A scalar; of any other shape the mean counts. No gradient flows through it.</param>
    /// <param name="name">The name in the logs.</param>
    /// <exception cref="InvalidOperationException">No layer is being called on this thread.</exception>
    /// <example><code>AddMetric(Ops.Mean(Ops.Abs(input)), "activity");</code></example>
    protected void AddMetric(Tensor value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CallContext context = CallContext.Current ?? throw new InvalidOperationException(
            $"{this} — a metric can be added while a layer is being called. Received '{name}' outside of a call; use AddMetric inside Forward.");
        context.AddMetric(name, Ops.StopGradient(value));
    }

    /// <summary>Makes the weights for input shapes, unless they exist.</summary>
    internal void EnsureBuilt(params ReadOnlySpan<Shape> inputShapes)
    {
        if (Built)
        {
            return;
        }

        Shape[] symbolic = inputShapes.ToArray();
        for (int i = 0; i < symbolic.Length; i++)
        {
            symbolic[i] = symbolic[i].Rank > 0 ? symbolic[i].With(0, -1) : symbolic[i];
        }

        using IDisposable? there = placement == null ? null : Device.Use(placement);
        BuildScope.Enter(Name);
        IsBuilding = true;
        try
        {
            GradientTape.Paused(() =>
            {
                Build(symbolic);
                return true;
            });
        }
        finally
        {
            IsBuilding = false;
            BuildScope.Leave();
        }

        buildShapes = symbolic;
        Built = true;
    }

    /// <summary>The call of a wrapper, which does not count the layer's penalty on its output.</summary>
    internal Tensor CallInside(Tensor input, CallContext context) => Only(Invoke(input, context, penalty: false));

    private Tensors Invoke(Tensors inputs, CallContext context, CallArguments? arguments = null, bool penalty = true)
    {
        if (IsSymbolic(inputs))
        {
            return Connect(inputs, arguments, training: null);
        }

        inputs = Arranged(inputs);
        CheckInputs(inputs);
        Layer? caller = context.Caller;
        if (!Built)
        {
            EnsureBuilt([.. inputs.Take(arguments?.Shaping ?? inputs.Count).Select(input => input.Shape)]);
            CheckInputs(inputs);
            caller?.CheckHolds(this);
        }

        using IDisposable? there = placement == null ? null : Device.Use(placement);
        CallContext? outer = CallContext.Enter(context);
        int scope = ScopeStack.Open();
        BuildScope.Enter(Name);
        context.Caller = this;
        CallArguments? ofCaller = context.Arguments;
        context.Arguments = arguments;
        try
        {
            Tensors outputs = PassMask(scope, inputs, Forward(Converted(inputs), context));
            for (int i = 0; i < outputs.Count; i++)
            {
                if (penalty)
                {
                    AddActivityLoss(outputs[i], context);
                }

                ScopeStack.Keep(scope, outputs[i]);
            }

            context.Observer?.Invoke(this, caller, outputs);
            return outputs;
        }
        finally
        {
            context.Caller = caller;
            context.Arguments = ofCaller;
            BuildScope.Leave();
            ScopeStack.Close(scope);
            CallContext.Leave(outer);
        }
    }

    /// <summary>What one of the inputs must look like; all the same unless overridden.</summary>
    private protected virtual InputSpec? SpecOf(int input) => InputSpec;

    /// <summary>The arguments of the call, for a layer whose inputs have names in Keras; null for others.</summary>
    internal virtual CallSignature? Signature => null;

    /// <summary>Inputs that were given by name, in the order that the layer takes them.</summary>
    internal virtual Tensors Arranged(Tensors inputs) => inputs;

    private void CheckInputs(Tensors inputs)
    {
        if (inputs.Count != 1 && (inputs.Count == 0 || !LayerTraits.Of(GetType()).TakesSeveral))
        {
            throw new ArgumentException(inputs.Count == 0
                ? $"{this} — the layer takes an input. Received 0; call it on a tensor."
                : $"{this} — the layer takes one input. Received {Text.Of(inputs.Count)}; call it on each, or join them with a merging layer.");
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            SpecOf(i)?.Check(this, inputs[i]);
        }
    }

    private Tensor Only(Tensors outputs) => outputs.Count == 1
        ? outputs[0]
        : throw new ArgumentException($"{Name} ({ClassName}) — the layer has {Text.Of(outputs.Count)} outputs. Use CallAll, which returns all of them.");

    private Tensors Converted(Tensors inputs)
    {
        if (!Autocast)
        {
            return inputs;
        }

        if (inputs.Count == 1)
        {
            return Converted(inputs[0]);
        }

        Tensor[] converted = new Tensor[inputs.Count];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = Converted(inputs[i]);
        }

        return converted;
    }

    /// <summary>Floating inputs of another type are converted, as Keras does; integers stay. The mask goes along.</summary>
    private Tensor Converted(Tensor input)
    {
        if (!input.DType.IsFloating() || input.DType == DType)
        {
            return input;
        }

        Tensor converted = input.Cast(DType);
        converted.SetMask(input.Mask);
        return converted;
    }

    private void AddActivityLoss(Tensor output, CallContext context)
    {
        if (ActivityRegularizer != null)
        {
            Tensor penalty = ActivityRegularizer.Call(output);
            context.AddLoss(output.Rank == 0 ? penalty : penalty / Math.Max(1, output.Shape[0]));
        }
    }
}
