using Sharpkeras.Devices;

namespace Sharpkeras.Data;

/// <summary>The MNIST database of handwritten digits (LeCun, Cortes and Burges): 60,000 images for training and 10,000 for tests.</summary>
public static class Mnist
{
    /// <summary>
    /// Loads the digits: from <paramref name="path"/>, or from the first place that has them — the folder that SHARPKERAS_DATASETS
    /// names, <c>~/.keras/datasets</c>, the application's <c>datasets</c> folder — or else from the network. The arrays are verified.
    /// </summary>
    /// <param name="path">An <c>mnist.npz</c>, or a folder with the four IDX files; null searches.</param>
    /// <returns>For each part images uint8 [samples, 28, 28], 0 is background, and labels uint8 [samples].</returns>
    /// <exception cref="FileNotFoundException">Nothing was found and the download failed; the message names what was tried.</exception>
    /// <exception cref="InvalidDataException">The data are not MNIST.</exception>
    public static (LabelledImages Train, LabelledImages Test) Load(string? path = null) => Load(out _, path);

    /// <summary>Loads the digits and tells where they came from.</summary>
    /// <param name="source">Where the data were found.</param>
    /// <param name="path">A file or folder; null searches.</param>
    /// <returns>As the other overload.</returns>
    public static (LabelledImages Train, LabelledImages Test) Load(out string source, string? path = null)
    {
        MnistArrays arrays = MnistFile.Load(path);
        source = arrays.Source;
        return (new LabelledImages(ToTensor(arrays.TrainImages), ToTensor(arrays.TrainLabels)),
            new LabelledImages(ToTensor(arrays.TestImages), ToTensor(arrays.TestLabels)));
    }

    private static Tensor ToTensor(HostArray array)
    {
        Backend backend = BackendProvider.Get(Device.Default);
        Tensor tensor = backend.Rent(array.Shape, array.DType);
        backend.Upload(array.Bytes, tensor);
        return tensor;
    }
}
