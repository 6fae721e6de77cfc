using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// The way of masks through a layer. A mask travels on its tensor (<see cref="Tensor.Mask"/>): a layer that uses it reads it there.
/// </summary>
public abstract partial class Layer
{
    private bool warnedOfMask;

    /// <summary>
    /// Whether a mask on the input goes on to the output, by <see cref="ComputeMask"/>. Else it ends here, with one warning. From the start
    /// this is so for classes that override <see cref="ComputeMask"/>.
    /// </summary>
    public bool SupportsMasking { get; protected set; }

    /// <summary>
    /// The mask of the first output of a layer that <see cref="SupportsMasking"/>: that of the first input, unless overridden. It is not asked
    /// where <c>Forward</c> gave that output a mask itself, by <see cref="Ops.WithMask"/>.
    /// </summary>
    /// <param name="inputs">The inputs, with their masks.</param>
    /// <param name="outputs">The outputs.</param>
    /// <returns>Boolean, true where a step counts, or null for none.</returns>
    protected virtual Tensor? ComputeMask(Tensors inputs, Tensors outputs) => inputs[0].Mask;

    /// <summary>
    /// Puts the mask on the first output. Only tensors of this call are changed: one that others hold as well (an input that is returned) is
    /// replaced by a view of it.
    /// </summary>
    private Tensors PassMask(int scope, Tensors inputs, Tensors outputs)
    {
        if (outputs.Count == 0 || outputs[0].Mask != null)
        {
            return outputs;
        }

        if (!SupportsMasking)
        {
            WarnOfMask(inputs);
            return outputs;
        }

        Tensor? mask = ComputeMask(inputs, outputs);
        if (mask == null)
        {
            return outputs;
        }

        if (ScopeStack.Owns(scope, outputs[0]))
        {
            outputs[0].SetMask(mask);
            return outputs;
        }

        Tensor view = Ops.WithMask(outputs[0], mask);
        return outputs.Count == 1 ? view : [view, .. outputs.Skip(1)];
    }

    /// <summary>Says once that a mask ends here. Layers that are made of others have passed it to those.</summary>
    private void WarnOfMask(Tensors inputs)
    {
        bool masked = false;
        foreach (Tensor input in inputs)
        {
            masked |= input.Mask != null;
        }

        if (masked && !warnedOfMask && SubLayers.Count == 0)
        {
            warnedOfMask = true;
            Log.Warn($"{this} — the input has a mask, and the layer neither uses it nor passes it on: the layers after it see none.");
        }
    }
}
