using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// A convolution of each channel of images by itself, then one of all channels with a kernel of one place:
/// <c>activation((x ∗ depthwise) ∗ pointwise + bias)</c> (Chollet 2017). Input [batch, height, width, channels] (channels last), output [batch,
/// new height, new width, filters]; kernels [kernel height, kernel width, channels, multiplier] and [1, 1, channels · multiplier, filters],
/// bias [filters].
/// </summary>
/// <param name="filters">The number of output channels, positive.</param>
/// <param name="kernelSize">Height and width of the kernel.</param>
/// <param name="strides">The steps of the window; 1 when null.</param>
/// <param name="padding"><see cref="Padding.Valid"/> for none, <see cref="Padding.Same"/> to keep the size (divided by the strides).</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="dilationRate">The distance between the places of the kernel; 1 when null.</param>
/// <param name="depthMultiplier">How many channels the first convolution makes of each.</param>
/// <param name="activation">The function of the sum; null for none.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="depthwiseInitializer">The first values of the channels' kernels; null for glorot_uniform.</param>
/// <param name="pointwiseInitializer">The first values of the kernel of one place; null for glorot_uniform.</param>
/// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
/// <param name="depthwiseRegularizer">A penalty on the channels' kernels.</param>
/// <param name="pointwiseRegularizer">A penalty on the kernel of one place.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="depthwiseConstraint">Bounds of the channels' kernels.</param>
/// <param name="pointwiseConstraint">Bounds of the kernel of one place.</param>
/// <param name="biasConstraint">Bounds of the bias.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Whether training changes the weights.</param>
/// <param name="dtype">The type of weights and computation.</param>
/// <exception cref="ArgumentException">A number is not positive, or the padding is causal.</exception>
/// <example><code>var layer = new SeparableConv2D(32, kernelSize: 3, activation: "relu");</code></example>
public sealed class SeparableConv2D(
    int filters,
    Size2D kernelSize,
    Size2D? strides = null,
    Padding padding = Padding.Valid,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    Size2D? dilationRate = null,
    int depthMultiplier = 1,
    ActivationFunction? activation = null,
    bool useBias = true,
    Initializer? depthwiseInitializer = null,
    Initializer? pointwiseInitializer = null,
    Initializer? biasInitializer = null,
    Regularizer? depthwiseRegularizer = null,
    Regularizer? pointwiseRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? depthwiseConstraint = null,
    Constraint? pointwiseConstraint = null,
    Constraint? biasConstraint = null,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseSeparableConv<Size2D>(
        filters,
        kernelSize,
        strides ?? 1,
        padding,
        dataFormat,
        dilationRate ?? 1,
        depthMultiplier,
        activation,
        useBias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer,
        depthwiseRegularizer,
        pointwiseRegularizer,
        biasRegularizer,
        activityRegularizer,
        depthwiseConstraint,
        pointwiseConstraint,
        biasConstraint,
        name,
        trainable,
        dtype);
