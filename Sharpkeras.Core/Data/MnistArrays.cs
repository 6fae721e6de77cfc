namespace Sharpkeras.Data;

/// <summary>The arrays of MNIST on the host, verified.</summary>
/// <param name="TrainImages">Unsigned bytes [60000, 28, 28].</param>
/// <param name="TrainLabels">Unsigned bytes [60000].</param>
/// <param name="TestImages">Unsigned bytes [10000, 28, 28].</param>
/// <param name="TestLabels">Unsigned bytes [10000].</param>
/// <param name="Source">Where they were read from, in words.</param>
internal sealed record MnistArrays(HostArray TrainImages, HostArray TrainLabels, HostArray TestImages, HostArray TestLabels, string Source);
