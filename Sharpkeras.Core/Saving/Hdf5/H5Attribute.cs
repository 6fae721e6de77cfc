namespace Sharpkeras.Saving.Hdf5;

/// <summary>The value of an attribute: one text, a list of texts, or numbers of any shape (a scalar mostly).</summary>
internal sealed class H5Attribute
{
    private readonly object value;

    private H5Attribute(object value)
    {
        this.value = value;
    }

    /// <summary>The text, or null where it is something else.</summary>
    public string? Text => value as string;

    /// <summary>The texts, or null where it is something else. Anything without elements, whatever its type, is an empty list.</summary>
    public IReadOnlyList<string>? Texts => value as string[] ?? (Numbers is { } numbers && numbers.Shape.Length == 0 ? [] : null);

    /// <summary>The numbers, or null where it is text.</summary>
    public HostArray? Numbers => value as HostArray;

    public static H5Attribute Of(string text) => new(text);

    /// <summary>A list; without elements it is, as Keras writes it, float64 of shape (0).</summary>
    public static H5Attribute Of(IEnumerable<string> texts)
    {
        string[] array = texts.ToArray();
        return new(array.Length > 0 ? array : HostArray.From<double>([], [0]));
    }

    public static H5Attribute Of(HostArray numbers) => new(numbers);

    public static H5Attribute Of(long number) => new(HostArray.From([number], Shape.Scalar));

    public static H5Attribute Of(int number) => new(HostArray.From([number], Shape.Scalar));

    public static H5Attribute Of(float number) => new(HostArray.From([number], Shape.Scalar));
}
