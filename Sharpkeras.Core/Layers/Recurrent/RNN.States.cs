using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The states before the first step, and those that stay between calls.</summary>
public partial class RNN
{
    private Variable[] states = [];

    /// <summary>
    /// The states at the end of the last call of a <see cref="Stateful"/> layer, [batch, …]; none before its first call. They are no weights, and
    /// are not saved, as in Keras.
    /// </summary>
    public IReadOnlyList<Variable> States => states;

    /// <summary>Sets the states of a <see cref="Stateful"/> layer to zero: the next batch has other sequences, not the next parts of these.</summary>
    public void ResetState()
    {
        foreach (Variable state in states)
        {
            state.Fill(0);
        }
    }

    /// <summary>Given states, those of the call before, or those that the cell begins with; in the type of the cell.</summary>
    private Tensors FirstStates(Tensors inputs)
    {
        Tensor sequence = inputs[0];
        CheckBatch(sequence);
        if (inputs.Count > 1)
        {
            CheckGiven(inputs);
            return inputs.Skip(1).Select(state => state.Cast(Cell.DType)).ToArray();
        }

        if (states.Length > 0 && sequence.Device.Kind != DeviceKind.Meta)
        {
            return states.Select(state => Near(state, sequence).Snapshot().Cast(Cell.DType)).ToArray();
        }

        using IDisposable there = Device.Use(sequence.Device);
        Tensors first = Cell.GetInitialState(sequence.Shape[0]);
        return first.Count == Cell.StateSize.Count
            ? first.Select(state => state.Cast(Cell.DType)).ToArray()
            : throw new ArgumentException(
                $"{Cell} — GetInitialState returns as many states as StateSize has sizes, {Text.Of(Cell.StateSize.Count)}. Received {Text.Of(first.Count)}.");
    }

    /// <summary>The same object, on the device of a tensor.</summary>
    private static Variable Near(Variable state, Tensor tensor)
    {
        state.MoveTo(tensor.Device);
        return state;
    }

    private void CheckBatch(Tensor sequence)
    {
        if (states.Length > 0 && sequence.Device.Kind != DeviceKind.Meta && sequence.Shape[0] != states[0].Shape[0])
        {
            throw new ShapeException(
                $"{this} — a stateful layer takes batches of one size, since each sample goes on where the one before ended: {Text.Of(states[0].Shape[0])}. "
                + $"Received a batch of {Text.Of(sequence.Shape[0])}; choose batchSize so that it divides the number of samples.");
        }
    }

    private void CheckGiven(Tensors inputs)
    {
        Serialization.OneOrMore<int> sizes = Cell.StateSize;
        if (inputs.Count != sizes.Count + 1)
        {
            throw new ArgumentException(
                $"{this} — takes a sequence, or a sequence and {Text.Of(sizes.Count)} initial states. Received {Text.Of(inputs.Count - 1)} states.");
        }

        for (int i = 0; i < sizes.Count; i++)
        {
            Shape shape = inputs[i + 1].Shape;
            if (shape.Rank == 0 || shape[0] != inputs[0].Shape[0] || (shape.Rank == 2 && shape[1] != sizes[i]))
            {
                throw new ShapeException(
                    $"{this} — initial state {Text.Of(i)} has shape [batch, {Text.Of(sizes[i])}], for a batch of {Text.Of(inputs[0].Shape[0])}. Received {shape}.");
            }
        }
    }

    /// <summary>Keeps the states for the next call. Symbolic calls have none.</summary>
    private void Remember(Tensors after)
    {
        if (after[0].Device.Kind == DeviceKind.Meta)
        {
            return;
        }

        GradientTape.Paused(() =>
        {
            if (states.Length == 0)
            {
                states = [.. after.Select(state => new Variable(state, "rnn_state", trainable: false))];
                return true;
            }

            for (int i = 0; i < states.Length; i++)
            {
                Near(states[i], after[i]).Assign(after[i]);
            }

            return true;
        });
    }
}
