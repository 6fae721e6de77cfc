namespace Sharpkeras.Layers;

/// <summary>Two layers, the second of which alone takes the output of the first, as one computation.</summary>
public abstract partial class Layer
{
    /// <summary>
    /// Calls this layer and then the next, whose only input it is and who alone takes its output. Where there is one kernel for both, what
    /// lies between them is not computed.
    /// </summary>
    /// <param name="input">The input of this layer.</param>
    /// <param name="next">The other layer.</param>
    /// <param name="context">The call that is running, of both.</param>
    /// <param name="output">The output of the next layer.</param>
    /// <returns>False where there is no such kernel: nothing was computed.</returns>
    internal bool TryCallWith(Tensor input, Layer next, CallContext context, out Tensor output)
    {
        // an observer wants to see what lies between
        output = input;
        bool plain = Built && next.Built && context.Observer == null && input.Mask == null && ActivityRegularizer == null
            && next.ActivityRegularizer == null && placement == null && next.placement == null && DType == next.DType;
        if (!plain || input.DType != DType || !CanForwardWith(input, next))
        {
            return false;
        }

        CheckInputs(input);
        Layer? caller = context.Caller;
        CallContext? outer = CallContext.Enter(context);
        int scope = ScopeStack.Open();
        context.Caller = next;
        try
        {
            output = ForwardWith(input, next);
            ScopeStack.Keep(scope, output);
            return true;
        }
        finally
        {
            context.Caller = caller;
            ScopeStack.Close(scope);
            CallContext.Leave(outer);
        }
    }

    /// <summary>Whether <see cref="ForwardWith"/> has a kernel for this layer and the next.</summary>
    private protected virtual bool CanForwardWith(Tensor input, Layer next) => false;

    /// <summary>The computation of this layer and the next, for those that <see cref="CanForwardWith"/> says yes to.</summary>
    private protected virtual Tensor ForwardWith(Tensor input, Layer next) =>
        throw new InvalidOperationException($"{this} — the layer is not computed together with others. Received {next}.");
}
