using Sharpkeras.Diagnostics;

namespace Sharpkeras.Checkpoints;

/// <summary>One of the things that a checkpoint keeps.</summary>
/// <param name="name">Its name in the file.</param>
internal abstract class CheckpointPart(string name)
{
    public string Name => name;

    /// <summary>Whether a file without it is as good.</summary>
    public virtual bool IsOptional => false;

    /// <summary>Whether <see cref="Apply"/> may still refuse what <see cref="Check"/> let through; it is applied before the others then, and put back.</summary>
    public virtual bool MayRefuse => false;

    /// <summary>Writes down how it is now.</summary>
    public abstract void Write(StateDictionary state);

    /// <summary>Looks whether a state fits, and changes nothing.</summary>
    /// <param name="state">The state.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="ModelFileException">The state is of another object.</exception>
    public virtual void Check(StateDictionary state, string path)
    {
    }

    /// <summary>Goes to a state.</summary>
    public abstract void Apply(StateDictionary state);

    /// <summary>Compares what is there with what a file has, as lines such as <c>layers/dense/vars/0 [3, 4] float32</c>.</summary>
    /// <param name="here">What is there.</param>
    /// <param name="stored">What the file has.</param>
    /// <param name="path">The file.</param>
    /// <param name="advice">What to do.</param>
    /// <exception cref="ModelFileException">They differ; the message lists on both sides what the other does not have.</exception>
    private protected void CheckSame(IEnumerable<string> here, IEnumerable<string> stored, string path, string advice = "restore into what was saved")
    {
        string[] own = [.. here];
        string[] theirs = [.. stored];
        if (own.Order(StringComparer.Ordinal).SequenceEqual(theirs.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            return;
        }

        static string List(IEnumerable<string> entries) => entries.Any() ? string.Join(", ", entries) : "nothing else";
        throw new ModelFileException(
            $"checkpoint — '{path}' does not fit: its '{Name}' is of another {Name}. Only in the file: {List(theirs.Except(own))}. "
            + $"Only here: {List(own.Except(theirs))}. Nothing was changed; {advice}.");
    }

    /// <summary>An array of a file as a line to compare.</summary>
    private protected static string Line(string place, HostArray array) => Line(place, array.Shape, array.DType);

    /// <summary>A variable as a line to compare.</summary>
    private protected static string Line(string place, Shape shape, DType dtype) => $"{place} {shape} {dtype.KerasName()}";
}
