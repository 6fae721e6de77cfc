using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Changes of a variable by the framework.</summary>
public sealed partial class Variable
{
    /// <summary>The content was written in place.</summary>
    internal void Touch() => value.Storage.Version++;

    /// <summary>Moves the content to another device.</summary>
    internal void MoveTo(Device device)
    {
        if (device == Device)
        {
            return;
        }

        using var scope = new TensorScope();
        Tensor copy = value.To(device);
        Backend backend = Backend.Of(copy);
        Tensor moved = backend.RentOwned(Shape, DType);
        backend.Copy(copy, moved);
        Tensor before = value;
        value = moved;
        value.GiveToCollector();
        value.Variable = this;
        before.Variable = null;
        before.Release();
        Touch();
    }

    /// <summary>Writes one value everywhere.</summary>
    internal void Fill(double number)
    {
        Backend.Of(value).Fill(value, number);
        Touch();
    }

    /// <summary>Takes an array's values, converted to the variable's type.</summary>
    internal void Load(HostArray array)
    {
        if (array.Shape != Shape)
        {
            throw new ShapeException($"variable {Path} — has shape {Shape}. Received {array.Shape}.");
        }

        using var scope = new TensorScope();
        Backend backend = Backend.Of(value);
        if (array.DType == DType)
        {
            backend.Upload(array.Bytes, value);
        }
        else
        {
            Tensor other = backend.Rent(array.Shape, array.DType);
            backend.Upload(array.Bytes, other);
            backend.Cast(other, value);
        }

        Touch();
    }
}
