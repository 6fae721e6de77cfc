namespace Sharpkeras.Saving;

/// <summary>The kinds of files that hold models or weights.</summary>
internal enum ModelFileKind
{
    /// <summary>A whole model in Keras's legacy HDF5 layout.</summary>
    LegacyModel,

    /// <summary>Weights in the legacy layout.</summary>
    LegacyWeights,

    /// <summary>Weights in the layout of Keras 3.</summary>
    Weights,

    /// <summary>A <c>.keras</c> archive.</summary>
    Archive,
}
