using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>
/// Operations that a backend may write as one kernel. The default is a composition of primitives: it is the specification, and
/// what the tests compare the kernels with.
/// </summary>
public abstract partial class Backend
{
    /// <summary>y [rows, n] = epilogue(x [rows, k] · w [k, n] + bias [n]).</summary>
    public virtual void Dense(Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, int rows, int k, int n) =>
        Compositions.Dense(this, x, w, bias, epilogue, y, rows, k, n);

    /// <summary>The gradients of <see cref="Dense"/> for w and, where it is asked for, the bias: dw = xᵀ · dz and dbias = Σ dz over the rows.</summary>
    public virtual void DenseKernelGradient(Tensor x, Tensor dz, Tensor dw, Tensor? dbias, int rows, int k, int n) =>
        Compositions.DenseKernelGradient(this, x, dz, dw, dbias, rows, k, n);

    /// <summary>A convolution with bias and activation: y = epilogue(x ∗ w + bias).</summary>
    public virtual void Conv2D(in ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y) =>
        ConvCompositions.Forward(this, geometry, x, w, bias, epilogue, y);

    /// <summary>The gradient of a convolution for its input.</summary>
    public virtual void Conv2DInputGradient(in ConvGeometry geometry, Tensor dy, Tensor w, Tensor dx) =>
        ConvCompositions.InputGradient(this, geometry, dy, w, dx);

    /// <summary>The gradients of a convolution for its kernel and, where it is asked for, its bias: the sum of dy over all pixels.</summary>
    public virtual void Conv2DKernelGradient(in ConvGeometry geometry, Tensor x, Tensor dy, Tensor dw, Tensor? dbias) =>
        ConvCompositions.KernelGradient(this, geometry, x, dy, dw, dbias);

    /// <summary>
    /// A convolution of each channel by itself, with bias and activation. The geometry has a group for each input channel c; its m output
    /// channels are c·m + i, so that the kernel [height, width, channels, m] lies as that of the convolution with groups does.
    /// </summary>
    public virtual void DepthwiseConv2D(in ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y) =>
        DepthwiseCompositions.Forward(this, geometry, x, w, bias, epilogue, y);

    /// <summary>The gradient of a convolution of each channel by itself for its input.</summary>
    public virtual void DepthwiseConv2DInputGradient(in ConvGeometry geometry, Tensor dy, Tensor w, Tensor dx) =>
        DepthwiseCompositions.InputGradient(this, geometry, dy, w, dx);

    /// <summary>The gradient of a convolution of each channel by itself for its kernel.</summary>
    public virtual void DepthwiseConv2DKernelGradient(in ConvGeometry geometry, Tensor x, Tensor dy, Tensor dw) =>
        DepthwiseCompositions.KernelGradient(this, geometry, x, dy, dw);

    /// <summary>The largest or mean value of each window.</summary>
    public virtual void Pool2D(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y) =>
        PoolCompositions.Forward(this, mode, geometry, x, y);

    /// <summary>The gradient of pooling. The maximum's goes to the first largest value of a window in row order.</summary>
    public virtual void Pool2DGradient(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y, Tensor dy, Tensor dx) =>
        PoolCompositions.Gradient(this, mode, geometry, x, y, dy, dx);

    /// <summary>y = exp(x − max) / Σ exp(x − max) along rows of x [rows, n].</summary>
    public virtual void Softmax(Tensor x, Tensor y, int rows, int n) => SoftmaxCompositions.Softmax(this, x, y, rows, n);

    /// <summary>dx = y ⊙ (dy − Σ dy ⊙ y) along rows.</summary>
    public virtual void SoftmaxGradient(Tensor y, Tensor dy, Tensor dx, int rows, int n) =>
        SoftmaxCompositions.SoftmaxGradient(this, y, dy, dx, rows, n);

    /// <summary>y = x − max − log Σ exp(x − max) along rows.</summary>
    public virtual void LogSoftmax(Tensor x, Tensor y, int rows, int n) => SoftmaxCompositions.LogSoftmax(this, x, y, rows, n);

    /// <summary>dx = dy − exp(y) Σ dy along rows.</summary>
    public virtual void LogSoftmaxGradient(Tensor y, Tensor dy, Tensor dx, int rows, int n) =>
        SoftmaxCompositions.LogSoftmaxGradient(this, y, dy, dx, rows, n);

    /// <summary>
    /// losses[i] = log Σ exp(logits[i]) − logits[i, labels[i]] for int32 labels, and the softmax of the logits, which the gradient
    /// needs. A label outside the classes gives not a number.
    /// </summary>
    public virtual void SparseSoftmaxCrossEntropy(Tensor logits, Tensor labels, Tensor losses, Tensor softmax, int rows, int n) =>
        SoftmaxCompositions.SparseCrossEntropy(this, logits, labels, losses, softmax, rows, n);

    /// <summary>dlogits = (softmax − one_hot(labels)) ⊙ dlosses, a row each.</summary>
    public virtual void SparseSoftmaxCrossEntropyGradient(Tensor softmax, Tensor labels, Tensor dlosses, Tensor dlogits, int rows, int n) =>
        SoftmaxCompositions.SparseCrossEntropyGradient(this, softmax, labels, dlosses, dlogits, rows, n);

    /// <summary>
    /// The gradient of running products along the middle of [outer, length, inner], exact also where values are 0:
    /// dx[j] = Π x[i&lt;j] · s[j] with s[j] = dy[j] + x[j + 1] · s[j + 1].
    /// </summary>
    public virtual void CumprodGradient(Tensor x, Tensor dy, Tensor dx, int outer, int length, int inner) =>
        ScanCompositions.ProductGradient(this, x, dy, dx, outer, length, inner);

    /// <summary>
    /// y = x / (1 − rate) where uniform word i of the Philox stream (key, counter) is at least rate, else 0. The gradient is the same
    /// function of dy.
    /// </summary>
    public virtual void Dropout(Tensor x, Tensor y, double rate, ulong key, ulong counter) =>
        Compositions.Dropout(this, x, y, rate, key, counter);

    /// <summary>The mean and the variance, the mean of (x − mean)², of each channel of x [outer, channels, inner].</summary>
    public virtual void ChannelMoments(in ChannelGeometry geometry, Tensor x, Tensor mean, Tensor variance) =>
        NormalizationCompositions.ChannelMoments(this, geometry, x, mean, variance);

    /// <summary>y = (x − mean)·scale / √(variance + ε) + offset for each channel of x [outer, channels, inner].</summary>
    public virtual void BatchNorm(
        in ChannelGeometry geometry, Tensor x, Tensor mean, Tensor variance, Tensor? scale, Tensor? offset, double epsilon, Tensor y) =>
        NormalizationCompositions.BatchNorm(this, geometry, x, mean, variance, scale, offset, epsilon, y);

    /// <summary>
    /// With x̂ = (x − mean) / √(variance + ε): doffset = Σ dy, dscale = Σ dy·x̂, and dx = scale / √(variance + ε)·dy, for statistics of
    /// the batch itself (<paramref name="ofBatch"/>) scale / √(variance + ε)·(dy − mean(dy) − x̂·mean(dy·x̂)). What is null is not asked for.
    /// </summary>
    public virtual void BatchNormGradient(
        in ChannelGeometry geometry,
        bool ofBatch,
        Tensor x,
        Tensor mean,
        Tensor variance,
        Tensor? scale,
        Tensor dy,
        double epsilon,
        Tensor? dx,
        Tensor? dscale,
        Tensor? doffset) =>
        NormalizationCompositions.BatchNormGradient(this, geometry, ofBatch, x, mean, variance, scale, dy, epsilon, dx, dscale, doffset);

    /// <summary>
    /// y = (x − mean)·scale / √(variance + ε) + offset along rows of x [rows, n], with a scale and an offset for each column. Not
    /// centred, the mean counts as 0. The statistics [2, rows], where they are asked for, are the means and 1 / √(variance + ε).
    /// </summary>
    public virtual void LayerNorm(
        bool centered, Tensor x, Tensor? scale, Tensor? offset, double epsilon, Tensor y, Tensor? statistics, int rows, int n) =>
        RowNormCompositions.LayerNorm(this, centered, x, scale, offset, epsilon, y, statistics, rows, n);

    /// <summary>
    /// With x̂ the normalized x and g = dy·scale: doffset = Σ dy and dscale = Σ dy·x̂ over the rows, and
    /// dx = (g − mean(g) − x̂·mean(g·x̂)) / √(variance + ε) along a row, without mean(g) where it is not centred. What is null is not asked for.
    /// </summary>
    public virtual void LayerNormGradient(
        bool centered, Tensor x, Tensor? scale, Tensor dy, Tensor statistics, Tensor? dx, Tensor? dscale, Tensor? doffset, int rows, int n) =>
        RowNormCompositions.LayerNormGradient(this, centered, x, scale, dy, statistics, dx, dscale, doffset, rows, n);

    /// <summary>
    /// Takes values into a running mean whose state is two scalars: total += factor · Σ values / divisor, and count += weight.
    /// </summary>
    public virtual void MeanUpdate(Tensor values, double factor, double divisor, double weight, Tensor total, Tensor count) =>
        Compositions.MeanUpdate(this, values, factor, divisor, weight, total, count);

    /// <summary>
    /// One step of gradient descent in place: without momentum variable −= rate·gradient; with it m = momentum·m − rate·gradient,
    /// and variable += m, or Nesterov's momentum·m − rate·gradient.
    /// </summary>
    public virtual void SgdStep(Tensor variable, Tensor gradient, Tensor? m, double rate, double momentum, bool nesterov) =>
        OptimizerCompositions.Sgd(this, variable, gradient, m, rate, momentum, nesterov);

    /// <summary>
    /// One step of Adam in place: m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂), with amsgrad vMax = max(vMax, v),
    /// variable −= rate·m / (√(v or vMax) + ε). The caller corrected the rate for the bias (Kingma and Ba 2015, the end of section 2).
    /// </summary>
    public virtual void AdamStep(
        Tensor variable, Tensor gradient, Tensor m, Tensor v, Tensor? vMax, double rate, double beta1, double beta2, double epsilon) =>
        OptimizerCompositions.Adam(this, variable, gradient, m, v, vMax, rate, beta1, beta2, epsilon);

    /// <summary>The same step for several variables of one type, without amsgrad.</summary>
    public virtual void AdamSteps(
        ReadOnlySpan<Tensor> variables,
        ReadOnlySpan<Tensor> gradients,
        ReadOnlySpan<Tensor> m,
        ReadOnlySpan<Tensor> v,
        double rate,
        double beta1,
        double beta2,
        double epsilon)
    {
        for (int i = 0; i < variables.Length; i++)
        {
            AdamStep(variables[i], gradients[i], m[i], v[i], null, rate, beta1, beta2, epsilon);
        }
    }
}
