using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>Repeats the calls of a network with other tensors. Each symbolic tensor has a numbered place, found once.</summary>
internal sealed class FunctionalCall
{
    private readonly Step[] steps;
    private readonly int[] inputPlaces;
    private readonly int[] outputPlaces;
    private readonly Layer[] inputLayers;
    private readonly int places;

    public FunctionalCall(Network network, Tensors inputs, Tensors outputs)
    {
        var numbers = new Dictionary<Tensor, int>(ReferenceEqualityComparer.Instance);
        foreach (Node node in network.Nodes)
        {
            foreach (Tensor output in node.Outputs)
            {
                numbers.Add(output, numbers.Count);
            }
        }

        places = numbers.Count;
        inputPlaces = [.. inputs.Select(input => numbers[input])];
        outputPlaces = [.. outputs.Select(output => numbers[output])];
        inputLayers = [.. inputs.Select(input => NodeOutput.Of(input)!.Node.Layer)];
        steps = [.. network.Nodes.Where(node => !node.IsInput).Select(node => new Step(
            node.Layer,
            [.. node.Inputs.Select(input => numbers[input])],
            [.. node.Outputs.Select(output => numbers[output])],
            node.Arguments,
            node.Training))];
        FindPairs();
    }

    /// <summary>The outputs for inputs.</summary>
    /// <exception cref="ArgumentException">The number of inputs or a shape does not fit.</exception>
    public Tensors Run(Tensors inputs, CallContext context, Layer model)
    {
        if (inputs.Count != inputPlaces.Length)
        {
            throw new ArgumentException(
                $"{model} — the model has {Text.Of(inputPlaces.Length)} inputs: {string.Join(", ", inputLayers.Select(layer => layer.Name))}. Received {Text.Of(inputs.Count)}.");
        }

        Tensor[] values = new Tensor[places];
        for (int i = 0; i < inputPlaces.Length; i++)
        {
            values[inputPlaces[i]] = inputLayers[i].Call(inputs[i], context);
        }

        foreach (Step step in steps)
        {
            CallContext own = step.Training is { } training ? context.With(training) : context;
            if (step.Inputs.Length == 1 && values[step.Outputs[0]] != null)
            {
                continue;
            }

            if (step.Next is { } next && step.Layer.TryCallWith(values[step.Inputs[0]], next.Layer, own, out Tensor both))
            {
                values[next.Outputs[0]] = both;
                continue;
            }

            Tensors outputs = step.Layer.CallAll(Pick(values, step.Inputs), step.Arguments, own);
            for (int i = 0; i < step.Outputs.Length; i++)
            {
                values[step.Outputs[i]] = outputs[i];
            }
        }

        return Pick(values, outputPlaces);
    }

    private static Tensors Pick(Tensor[] values, int[] numbers)
    {
        if (numbers.Length == 1)
        {
            return values[numbers[0]];
        }

        Tensor[] picked = new Tensor[numbers.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = values[numbers[i]];
        }

        return picked;
    }

    /// <summary>Two steps can be one where the second alone takes what the first gives, and the network does not give it out.</summary>
    private void FindPairs()
    {
        var takers = steps.SelectMany(step => step.Inputs.Select(place => (Place: place, Step: step))).ToLookup(taken => taken.Place, taken => taken.Step);
        foreach (Step step in steps.Where(step => step.Inputs.Length == 1 && step.Outputs.Length == 1 && !outputPlaces.Contains(step.Outputs[0])))
        {
            Step[] next = [.. takers[step.Outputs[0]]];
            if (next is [{ Inputs.Length: 1, Outputs.Length: 1 } only] && only.Training == step.Training)
            {
                step.Next = only;
            }
        }
    }

    private sealed record Step(Layer Layer, int[] Inputs, int[] Outputs, CallArguments? Arguments, bool? Training)
    {
        /// <summary>The only step that takes the output, where the two can be one.</summary>
        public Step? Next { get; set; }
    }
}
