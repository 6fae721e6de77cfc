using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>A recurrent layer over whole sequences, one step after the other. What a step does is in the derived classes.</summary>
internal abstract class SequenceComposition(Backend backend, SequenceGeometry geometry, int gates)
{
    protected StepMath Math { get; } = new(backend, geometry);

    /// <summary>Whether h·u has a bias and a gradient of its own: input and recurrent part are not simply added.</summary>
    protected virtual bool IsApart => false;

    /// <summary>One step: from x·w + bias and h·u, [batch, gates · units] each, to the new states, and what the gradient reads.</summary>
    protected abstract (Tensor[] States, Tensor Gates, Tensor? Kept) Step(Tensor input, Tensor recurrent, Tensor[] states);

    /// <summary>
    /// The gradient of a step: from that of the new states to those of x·w + bias and of h·u, and of the states before except for what comes
    /// by way of h·u (null for nothing).
    /// </summary>
    protected abstract (Tensor Input, Tensor Recurrent, Tensor?[] States) StepGradient(Tensor gates, Tensor? kept, Tensor h, Tensor[] dstates);

    public void Forward(
        Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor[] initial, Tensor? mask, Tensor output, Tensor? saved)
    {
        using var scope = new TensorScope();
        var parts = new SequenceParts(geometry, gates);
        int width = gates * geometry.Units;
        Tensor projected = backend.Rent([geometry.Batch, geometry.Steps, width], x.DType);
        backend.Dense(x, w, Line(bias, 0), null, projected, geometry.Rows, geometry.Inputs, width);
        Tensor[] states = initial;
        Tensor last = Math.Zeros(geometry.Units, x.DType);
        for (int t = 0; t < geometry.Steps; t++)
        {
            Tensor recurrent = Math.Product(states[0], u, width, false);
            recurrent = IsApart && bias != null ? Math.Add(recurrent, Line(bias, 1)!) : recurrent;
            var (next, values, kept) = Step(Math.At(projected, t), recurrent, states);
            if (saved != null)
            {
                Save(parts, saved, t, values, kept, states[0]);
            }

            Tensor? isSet = mask == null ? null : Math.At(Sequences(mask, 1), t);
            states = Choose(isSet, next, states);
            last = isSet == null ? states[0] : Math.Select(isSet, next[0], last);
            Math.Put(last, parts.Outputs(output), t);
        }

        for (int i = 0; i < states.Length; i++)
        {
            backend.Copy(states[i], parts.Last(output, i));
        }
    }

    public void Gradient(
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor?[] dinitial)
    {
        using var scope = new TensorScope();
        var parts = new SequenceParts(geometry, gates);
        int width = gates * geometry.Units;
        Tensor dinput = parts.Gates(saved);
        Tensor drecurrent = IsApart ? backend.Rent(dinput.Shape, x.DType) : dinput;
        Tensor?[] dstates = Walk(parts, u, mask, saved, doutput, dinitial.Length, dinput, drecurrent);
        for (int i = 0; i < dinitial.Length; i++)
        {
            if (dinitial[i] is { } target)
            {
                backend.Copy(dstates[i]!, target);
            }
        }

        parts.Products(backend, x, w, parts.Before(saved), dinput, drecurrent, dx, dw, du);
        Compositions.BiasGradient(backend, dinput, Line(dbias, 0), geometry.Rows, width);
        Compositions.BiasGradient(backend, drecurrent, IsApart ? Line(dbias, 1) : null, geometry.Rows, width);
    }

    /// <summary>Back through the steps; gives the gradients of the first states.</summary>
    private Tensor[] Walk(
        SequenceParts parts, Tensor u, Tensor? mask, Tensor saved, Tensor doutput, int count, Tensor dinput, Tensor drecurrent)
    {
        Tensor zeros = Math.Zeros(geometry.Units, u.DType);
        Tensor[] dstates = new Tensor[count];
        for (int i = 0; i < count; i++)
        {
            dstates[i] = parts.Last(doutput, i);
        }

        Tensor carried = zeros;
        for (int t = geometry.Steps - 1; t >= 0; t--)
        {
            Tensor? isSet = mask == null ? null : Math.At(Sequences(mask, 1), t);
            carried = Math.Add(carried, Math.At(parts.Outputs(doutput), t));
            Tensor[] full = [.. dstates];
            full[0] = Math.Add(dstates[0], carried);
            Tensor? kept = parts.HasKept(saved) ? Math.At(parts.Kept(saved), t) : null;
            var (input, recurrent, direct) = StepGradient(Math.At(dinput, t), kept, Math.At(parts.Before(saved), t), full);
            Tensor[] before = new Tensor[count];
            for (int i = 0; i < count; i++)
            {
                before[i] = direct[i] ?? zeros;
            }

            before[0] = Math.Add(before[0], Math.Product(recurrent, u, geometry.Units, true));
            dstates = Choose(isSet, before, dstates);
            Tensor none = isSet == null ? zeros : Math.Zeros(gates * geometry.Units, u.DType);
            Math.Put(isSet == null ? input : Math.Select(isSet, input, none), dinput, t);
            if (IsApart)
            {
                Math.Put(isSet == null ? recurrent : Math.Select(isSet, recurrent, none), drecurrent, t);
            }

            carried = isSet == null ? zeros : Math.Select(isSet, zeros, carried);
        }

        return dstates;
    }

    private void Save(SequenceParts parts, Tensor saved, int t, Tensor values, Tensor? kept, Tensor h)
    {
        Math.Put(values, parts.Gates(saved), t);
        Math.Put(h, parts.Before(saved), t);
        if (kept != null)
        {
            Math.Put(kept, parts.Kept(saved), t);
        }
    }

    private Tensor[] Choose(Tensor? isSet, Tensor[] next, Tensor[] states) =>
        isSet == null ? next : [.. next.Zip(states, (value, before) => Math.Select(isSet, value, before))];

    private Tensor Sequences(Tensor x, int width) => x.View([geometry.Batch, geometry.Steps, width], x.Offset);

    private Tensor? Line(Tensor? bias, int row)
    {
        int width = gates * geometry.Units;
        return bias?.View([width], bias.Offset + ((long)row * width));
    }
}
