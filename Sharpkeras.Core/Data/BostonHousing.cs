using System.Security.Cryptography;

namespace Sharpkeras.Data;

/// <summary>
/// Boston housing (Harrison and Rubinfeld, 1978): 13 numbers about each of 506 districts and the median price of a house there, in 1,000 dollars.
/// One of the numbers was made from the share of Black inhabitants: the data are for tests of programs, not for conclusions.
/// </summary>
public static class BostonHousing
{
    private const string Function = "BostonHousing.Load";

    private const string Sha256 = "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5";

    private const int Rows = 506;

    private static readonly DatasetFile Archive = new(
        Function, "boston_housing.npz", new Uri("https://storage.googleapis.com/tensorflow/tf-keras-datasets/boston_housing.npz"), sizeLimit: 1 << 20);

    /// <summary>
    /// Loads the data: from <paramref name="path"/>, or from where data sets lie (see <see cref="Mnist.Load(string?)"/>), or else from the network,
    /// verified by its digest. The split is Keras's own: the rows are shuffled as NumPy's <c>RandomState(seed)</c> does.
    /// </summary>
    /// <param name="path">Keras's <c>boston_housing.npz</c>; null searches.</param>
    /// <param name="testSplit">The share of the rows at the end that are for tests, in [0, 1).</param>
    /// <param name="seed">Chooses the order.</param>
    /// <returns>For each part X float64 [rows, 13] and Y float64 [rows].</returns>
    /// <exception cref="FileNotFoundException">Nothing was found and the download failed; the message names what was tried.</exception>
    /// <exception cref="InvalidDataException">The data are others.</exception>
    public static ((Tensor X, Tensor Y) Train, (Tensor X, Tensor Y) Test) Load(string? path = null, double testSplit = 0.2, int seed = 113)
    {
        Diagnostics.Check.ShareBelowOne(testSplit, nameof(testSplit), Function);
        var (x, y) = path == null ? Archive.Load(DatasetPlaces.Default(), Archive.Find, ReadVerified).Value : Read(path);
        int[] order = NumpyRandom.Permutation(Rows, (uint)seed);
        int train = (int)(Rows * (1 - testSplit));
        return ((Part(x, order[..train]), Part(y, order[..train])), (Part(x, order[train..]), Part(y, order[train..])));
    }

    private static (HostArray X, HostArray Y) ReadVerified(string path)
    {
        using (FileStream stream = File.OpenRead(path))
        {
            string digest = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (digest != Sha256)
            {
                throw new InvalidDataException($"{Function} — '{path}' has the SHA-256 digest {digest} instead of {Sha256}. Delete it to have it downloaded again.");
            }
        }

        return Read(path);
    }

    private static (HostArray X, HostArray Y) Read(string path)
    {
        DataFile.CheckExists(path);
        IReadOnlyDictionary<string, HostArray> arrays = NpzFile.Read(path);
        return arrays.TryGetValue("x", out HostArray? x) && arrays.TryGetValue("y", out HostArray? y)
            && x.DType == DType.Float64 && y.DType == DType.Float64 && x.Shape.Equals([Rows, 13]) && y.Shape.Equals([Rows])
            ? (x, y)
            : throw new InvalidDataException($"{Function} — '{path}' has not the arrays x [506, 13] and y [506] of float64. Give Keras's boston_housing.npz.");
    }

    private static Tensor Part(HostArray array, int[] rows)
    {
        int width = array.Bytes.Length / Rows / sizeof(double);
        double[] part = [.. rows.SelectMany(row => array.Span<double>().Slice(row * width, width).ToArray())];
        return Tensor.FromSpan<double>(part, array.Shape.With(0, rows.Length));
    }
}
