using Sharpkeras.Data;

namespace Sharpkeras.Models;

/// <summary>The device of a model, and how its data come there.</summary>
public abstract partial class Model
{
    /// <summary>Moves the weights, and the state of the optimizer and of the metrics, to a device. Data follow by themselves.</summary>
    /// <param name="device">The device, such as <c>Device.Parse("cuda:0")</c>.</param>
    /// <exception cref="NotSupportedException">The device is not there; nothing has moved then.</exception>
    /// <example><code>model.To(Device.Parse("cuda:0")); model.Fit(x, y);</code></example>
    public override void To(Device device)
    {
        base.To(device);
        foreach (Variable state in optimizer?.State ?? [])
        {
            state.MoveTo(device);
        }

        foreach (var (_, metric) in Reported())
        {
            metric.PlaceOn(device);
        }
    }

    /// <summary>Small data, such as one batch, on the model's device.</summary>
    private ValidationData Here(ValidationData data) => new(Here(data.X), Here(data.Y), Here(data.SampleWeight));

    private Tensors Here(Tensors tensors)
    {
        Device place = Place;
        return tensors.All(tensor => tensor.Device == place) ? tensors : tensors.Select(tensor => tensor.To(place)).ToArray();
    }
}
