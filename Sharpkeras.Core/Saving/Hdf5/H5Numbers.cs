namespace Sharpkeras.Saving.Hdf5;

/// <summary>Single numbers of a file.</summary>
internal static class H5Numbers
{
    /// <summary>A scalar of any of the types that steps and rates have.</summary>
    /// <exception cref="Diagnostics.ModelFileException">It is no scalar.</exception>
    public static double Scalar(H5Reader file, string path)
    {
        HostArray array = file.ReadArray(path, Shape.Scalar);
        return array.DType switch
        {
            DType.Int64 => array.Span<long>()[0],
            DType.Int32 => array.Span<int>()[0],
            DType.Float64 => array.Span<double>()[0],
            _ => array.Span<float>()[0],
        };
    }
}
