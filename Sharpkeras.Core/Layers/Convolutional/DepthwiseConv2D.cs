using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// A convolution of each channel of images by itself: <c>activation(x ∗ kernel + bias)</c>. Input [batch, height, width, channels]
/// (channels last), output [batch, new height, new width, channels · multiplier], where channel c · multiplier + i is channel c by its kernel
/// i; kernel [kernel height, kernel width, channels, multiplier], bias [channels · multiplier].
/// </summary>
/// <param name="kernelSize">Height and width of the kernel.</param>
/// <param name="strides">The steps of the window; 1 when null.</param>
/// <param name="padding"><see cref="Padding.Valid"/> for none, <see cref="Padding.Same"/> to keep the size (divided by the strides).</param>
/// <param name="depthMultiplier">How many kernels, and so output channels, each channel has.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="dilationRate">The distance between the places of the kernel; 1 when null.</param>
/// <param name="activation">The function of the sum; null for none.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="depthwiseInitializer">The first values of the channels' kernels; null for glorot_uniform.</param>
/// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
/// <param name="depthwiseRegularizer">A penalty on the channels' kernels.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="depthwiseConstraint">Bounds of the channels' kernels.</param>
/// <param name="biasConstraint">Bounds of the bias.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Whether training changes the weights.</param>
/// <param name="dtype">The type of weights and computation.</param>
/// <exception cref="ArgumentException">A number is not positive, or the padding is causal.</exception>
/// <example><code>var layer = new DepthwiseConv2D(kernelSize: 3, depthMultiplier: 2);</code></example>
public sealed class DepthwiseConv2D(
    Size2D kernelSize,
    Size2D? strides = null,
    Padding padding = Padding.Valid,
    int depthMultiplier = 1,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    Size2D? dilationRate = null,
    ActivationFunction? activation = null,
    bool useBias = true,
    Initializer? depthwiseInitializer = null,
    Initializer? biasInitializer = null,
    Regularizer? depthwiseRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? depthwiseConstraint = null,
    Constraint? biasConstraint = null,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseDepthwiseConv<Size2D>(
        kernelSize,
        strides ?? 1,
        padding,
        depthMultiplier,
        dataFormat,
        dilationRate ?? 1,
        activation,
        useBias,
        depthwiseInitializer,
        biasInitializer,
        depthwiseRegularizer,
        biasRegularizer,
        activityRegularizer,
        depthwiseConstraint,
        biasConstraint,
        name,
        trainable,
        dtype);
