namespace Sharpkeras.Summaries;

/// <summary>The names of TensorBoard's plugins, and TensorFlow's numbers for what they show.</summary>
internal static class EventKinds
{
    public const string Scalars = "scalars";
    public const string Histograms = "histograms";
    public const string Images = "images";
    public const string Text = "text";
    public const string KerasModel = "graph_keras_model";

    /// <summary>What the first record of a file says of its format.</summary>
    public const string FileVersion = "brain.Event:2";

    /// <summary>The classes of data.</summary>
    public const int ScalarClass = 1, TensorClass = 2, BlobClass = 3;

    /// <summary>The types of elements.</summary>
    public const int Float32 = 1, Float64 = 2, Int32 = 3, String = 7, Int64 = 9;
}
