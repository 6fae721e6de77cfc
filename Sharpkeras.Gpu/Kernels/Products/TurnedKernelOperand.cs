using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// A convolution's kernel [height, width, input channels of a group, output channels] by its input channels: a row for each, with the
/// places of the kernel and the output channels of a group.
/// </summary>
internal readonly struct TurnedKernelOperand<V> : IOperand<V>
    where V : unmanaged
{
    private readonly int rows;
    private readonly int steps;
    private readonly int outputChannels;
    private readonly int tapStep;
    private readonly Divider channels;

    public TurnedKernelOperand(in ConvGeometry g)
    {
        rows = g.GroupInputChannels;
        steps = checked(g.KernelHeight * g.KernelWidth * g.GroupOutputChannels);
        outputChannels = g.OutputChannels;
        tapStep = checked(g.GroupInputChannels * g.OutputChannels);
        channels = new Divider(Math.Max(g.GroupOutputChannels, 1));
    }

    public Place Row(int row) => new() { Offset = row * outputChannels, Y = row < rows ? 0 : -1 };

    public Place Step(int step)
    {
        int tap = channels.Divide(step);
        return new Place { Offset = (tap * tapStep) + channels.Rest(step, tap), Y = step < steps ? 0 : -1 };
    }

    public V Load(ArrayView<V> source, Place row, Place step) => (row.Y | step.Y) == 0 ? source[row.Offset + step.Offset] : default;
}
