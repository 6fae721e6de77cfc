namespace Sharpkeras;

/// <summary>
/// Something that can be put into a checkpoint and go on later where it was: a source of data, a generator of random numbers, a callback.
/// </summary>
public interface IStateful
{
    /// <summary>Writes down the present state.</summary>
    /// <param name="state">Where to.</param>
    void GetState(StateDictionary state);

    /// <summary>Goes back to a state that <see cref="GetState"/> wrote down, perhaps in another process. A state that does not fit is refused.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="Diagnostics.ModelFileException">Something is missing, or is of another object; nothing was changed then.</exception>
    void SetState(StateDictionary state);
}
