using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// A convolution of sequences: <c>activation(x ∗ kernel + bias)</c>. Input [batch, steps, channels] (channels last), output
/// [batch, new steps, filters]; kernel [length, channels / groups, filters], bias [filters].
/// </summary>
/// <param name="filters">The number of output channels, positive.</param>
/// <param name="kernelSize">The length of the kernel.</param>
/// <param name="strides">The steps of the window; 1 when null. Not together with a dilation.</param>
/// <param name="padding">
/// <see cref="Padding.Valid"/> for none, <see cref="Padding.Same"/> to keep the size (divided by the strides), <see cref="Padding.Causal"/>
/// so that no output sees a later input.
/// </param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="dilationRate">The distance between the places of the kernel; 1 when null.</param>
/// <param name="groups">Into how many independent parts the channels are divided; a divisor of the filters and of the input's channels.</param>
/// <param name="activation">The function of the sum; null for none.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">The first values of the kernel; null for glorot_uniform.</param>
/// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="kernelConstraint">Bounds of the kernel.</param>
/// <param name="biasConstraint">Bounds of the bias.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Whether training changes the weights.</param>
/// <param name="dtype">The type of weights and computation.</param>
/// <exception cref="ArgumentException">A number is not positive, groups do not divide the filters, or strides meet a dilation.</exception>
/// <example><code>var layer = new Conv1D(32, kernelSize: 3, padding: Padding.Causal, activation: "relu");</code></example>
public sealed class Conv1D(
    int filters,
    Size1D kernelSize,
    Size1D? strides = null,
    Padding padding = Padding.Valid,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    Size1D? dilationRate = null,
    int groups = 1,
    ActivationFunction? activation = null,
    bool useBias = true,
    Initializer? kernelInitializer = null,
    Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseConv<Size1D>(
        filters,
        kernelSize,
        strides ?? 1,
        padding,
        dataFormat,
        dilationRate ?? 1,
        groups,
        activation,
        useBias,
        kernelInitializer,
        biasInitializer,
        kernelRegularizer,
        biasRegularizer,
        activityRegularizer,
        kernelConstraint,
        biasConstraint,
        name,
        trainable,
        dtype);
