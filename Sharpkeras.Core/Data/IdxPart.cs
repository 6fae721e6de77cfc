namespace Sharpkeras.Data;

/// <summary>One of the four arrays of MNIST, or of a data set in its form.</summary>
/// <param name="Function">What the user called, for messages.</param>
/// <param name="DataSet">The name of the data set.</param>
/// <param name="Member">The array's name in an archive.</param>
/// <param name="IdxStem">The beginning of the name of its IDX file.</param>
/// <param name="Shape">Its shape; the elements are unsigned bytes.</param>
/// <param name="Digest">The MD5 digest of its IDX file, not compressed.</param>
internal sealed record IdxPart(string Function, string DataSet, string Member, string IdxStem, Shape Shape, string Digest)
{
    /// <summary>The name of its IDX file.</summary>
    public string FileName => $"{IdxStem}-idx{Shape.Rank}-ubyte";

    /// <summary>The IDX file under one of its customary names, or null.</summary>
    public string? Locate(string folder) =>
        new[] { FileName, $"{IdxStem}.idx{Shape.Rank}-ubyte" }
            .SelectMany(name => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".gz") })
            .FirstOrDefault(File.Exists);

    /// <summary>Reads and verifies an IDX file.</summary>
    public HostArray Read(string path)
    {
        HostArray array = IdxFile.Read(path);
        Verify(array, path);
        return array;
    }

    /// <exception cref="InvalidDataException">The array is another one.</exception>
    public void Verify(HostArray array, string path)
    {
        if (array.DType != DType.UInt8 || array.Shape != Shape)
        {
            throw new InvalidDataException(
                $"{Function} — {Member} of '{path}' is not {DataSet}'s: it is {array.DType.KerasName()} {array.Shape} instead of uint8 {Shape}. {Advice}");
        }

        string digest = IdxFile.Digest(array);
        if (digest != Digest)
        {
            throw new InvalidDataException(
                $"{Function} — {Member} of '{path}' has the MD5 digest {digest} instead of {Digest}: it is damaged or not {DataSet}. {Advice}");
        }
    }

    private string Advice => $"Give the files of {DataSet}, or delete this one to have it downloaded again.";
}
