namespace Sharpkeras;

/// <summary>
/// A block of a device's memory that tensors share: views of one tensor lie in the same storage. It counts its users and goes back
/// to its pool when the last one lets go.
/// </summary>
public abstract class Storage
{
    private int references;

    /// <summary>A block of a device.</summary>
    protected Storage(Device device, long byteLength)
    {
        Device = device;
        ByteLength = byteLength;
    }

    /// <summary>Where the block lies.</summary>
    public Device Device { get; }

    /// <summary>The block's size in bytes; at least what was asked for.</summary>
    public long ByteLength { get; }

    /// <summary>How often the content was changed in place (variables only): the tape compares it between forward and backward.</summary>
    public int Version { get; internal set; }

    /// <summary>Whether one tensor lies here and nobody else holds on to the block.</summary>
    internal bool HasOneUser => Volatile.Read(ref references) == 1;

    internal void Retain() => Interlocked.Increment(ref references);

    internal void Release()
    {
        if (Interlocked.Decrement(ref references) == 0)
        {
            Return();
        }
    }

    /// <summary>Gives the block back. Called once after each renting, by the last user.</summary>
    protected abstract void Return();
}
