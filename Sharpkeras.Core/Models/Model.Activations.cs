using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>What the layers compute.</summary>
public abstract partial class Model
{
    /// <summary>
    /// What each layer of the model makes of an input, as in prediction: the inputs first, the outputs last. Layers inside of layers are not
    /// listed: ask a model inside by itself.
    /// </summary>
    /// <param name="x">The inputs, [batch, …]; with several inputs a list or a dictionary by name.</param>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    /// <example><code>Tensor maps = model.Activations(images)["conv2d"];</code></example>
    public LayerActivations Activations(Tensors x)
    {
        using IDisposable there = Device.Use(Place);
        int mark = ScopeStack.Open();
        var seen = new List<(string Name, Layer? Layer, Tensors Values)>();
        Tensors outputs = default;
        try
        {
            x = Arranged(x);
            CheckData(new ValidationData(x));
            x = Here(x);
            seen.AddRange(x.Select((input, i) => (InputNames?[i] ?? (x.Count == 1 ? "input" : $"input_{Text.Of(i)}"), (Layer?)null, (Tensors)input)));
            var names = new NameCounts();
            var context = new CallContext(training: false)
            {
                Observer = (layer, caller, values) =>
                {
                    if (ReferenceEquals(caller, this) && layer is not InputLayer)
                    {
                        // The model's own scope must not end them.
                        values.ToList().ForEach(ScopeStack.Disown);
                        seen.Add((names.Next(layer.Name), layer, values));
                    }
                },
            };
            outputs = CallAll(x, context);
            context.Clear();
            Tensor[] others = [.. outputs.Where(output => !seen.Any(entry => entry.Values.Contains(output)))];
            if (others.Length > 0)
            {
                seen.Add(("output", null, others));
            }

            foreach (Tensor value in seen.Where(entry => entry.Layer == null).SelectMany(entry => entry.Values))
            {
                ScopeStack.Disown(value);
            }
        }
        finally
        {
            ScopeStack.Close(mark);
        }

        foreach (Tensor value in seen.SelectMany(entry => entry.Values))
        {
            ScopeStack.Adopt(value);
        }

        return new LayerActivations([.. seen
            .OrderBy(entry => entry.Values.Any(value => outputs.Contains(value)) && !x.Any(input => entry.Values.Contains(input)))
            .Select(entry => new LayerActivation(entry.Name, entry.Layer, entry.Values))]);
    }
}
