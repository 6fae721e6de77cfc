namespace Sharpkeras.Data;

/// <summary>A row of a file that names only the features that are not 0.</summary>
public sealed class SparseRow
{
    internal SparseRow(float label, int[] indices, float[] values)
    {
        Label = label;
        Indices = indices;
        Values = values;
    }

    /// <summary>The number in front.</summary>
    public float Label { get; }

    /// <summary>The features' numbers from 0, rising.</summary>
    public int[] Indices { get; }

    /// <summary>Their values.</summary>
    public float[] Values { get; }

    /// <summary>The row with zeros, [features], and the label, a scalar.</summary>
    /// <exception cref="ArgumentException">A feature has a number that is too large.</exception>
    public Element ToElement(int features)
    {
        if (Indices.Length > 0 && Indices[^1] >= features)
        {
            throw new ArgumentException($"row — it has feature {Indices[^1]}. Received {features} features, numbered from 0; give more.");
        }

        float[] dense = new float[features];
        for (int i = 0; i < Indices.Length; i++)
        {
            dense[Indices[i]] = Values[i];
        }

        return new Element(HostArray.From<float>(dense, [features]), HostArray.From([Label], Shape.Scalar));
    }
}
