using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// A transposed convolution of sequences, which makes them longer by the strides: the gradient of a convolution for its input, used as a
/// function, plus a bias. Input [batch, steps, channels] (channels last), output [batch, new steps, filters]; kernel [length, filters,
/// channels], bias [filters]. The new length is that of <see cref="Ops.ConvTranspose"/>.
/// </summary>
/// <param name="filters">The number of output channels, positive.</param>
/// <param name="kernelSize">The length of the kernel.</param>
/// <param name="strides">How far the input's places lie apart in the output; 1 when null. Not together with a dilation.</param>
/// <param name="padding">
/// <see cref="Padding.Valid"/> for all that the kernel reaches, <see cref="Padding.Same"/> for the size times the strides.
/// </param>
/// <param name="outputPadding">What is added to the smallest output, at least 0 and below the strides; null for Keras's choice.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="dilationRate">The distance between the places of the kernel; 1 when null.</param>
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
/// <exception cref="ArgumentException">
/// A number is not positive, the output padding is not below the strides, strides meet a dilation, or the padding is causal.
/// </exception>
/// <example><code>var layer = new Conv1DTranspose(16, kernelSize: 3, strides: 2, padding: Padding.Same);</code></example>
public sealed class Conv1DTranspose(
    int filters,
    Size1D kernelSize,
    Size1D? strides = null,
    Padding padding = Padding.Valid,
    Size1D? outputPadding = null,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    Size1D? dilationRate = null,
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
    : BaseConvTranspose<Size1D>(
        filters,
        kernelSize,
        strides ?? 1,
        padding,
        outputPadding,
        dataFormat,
        dilationRate ?? 1,
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
