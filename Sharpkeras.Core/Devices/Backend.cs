namespace Sharpkeras.Devices;

/// <summary>
/// What a device can do: memory (this file), the primitives that every backend writes (Backend.Primitives), fused operations
/// whose default is a composition of primitives (Backend.Fused), and factorizations of matrices (Backend.LinearAlgebra). Arguments were
/// checked before; outputs are rented and overwritten.
/// </summary>
public abstract partial class Backend
{
    private readonly BufferPool pool;
    private readonly ConstantCache constants;

    /// <summary>A backend for a device.</summary>
    protected Backend(Device device)
    {
        Device = device;
        Stats = new MemoryStats();
        pool = new BufferPool(Allocate, Free, Stats);
        constants = new ConstantCache(this);
    }

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>The device's counters.</summary>
    public MemoryStats Stats { get; }

    /// <summary>Whether operations compute values; the meta device has only shapes.</summary>
    public virtual bool Computes => true;

    /// <summary>The backend on which a tensor lies.</summary>
    public static Backend Of(Tensor tensor) => ((BackendStorage)tensor.Storage).Backend;

    /// <summary>A tensor with undefined content, in the innermost scope.</summary>
    public Tensor Rent(Shape shape, DType dtype) =>
        Tensor.Create(pool.Rent(shape.Length * dtype.Size()), 0, shape, dtype);

    /// <summary>A tensor with undefined content that belongs to the caller, not to a scope.</summary>
    internal Tensor RentOwned(Shape shape, DType dtype) =>
        Tensor.CreateOwned(pool.Rent(shape.Length * dtype.Size()), 0, shape, dtype);

    /// <summary>A number as a tensor of rank 0 in the innermost scope, to be read only: all that ask for it share its memory.</summary>
    internal Tensor Constant(double value, DType dtype) =>
        Computes ? constants.Get(value, dtype) : Symbolic(value, dtype);

    /// <summary>Without memory the number itself is remembered, for models that repeat the operation.</summary>
    private Tensor Symbolic(double value, DType dtype)
    {
        Tensor constant = Rent(Shape.Scalar, dtype);
        constant.Symbol = new ConstantSymbol(value);
        return constant;
    }

    /// <summary>Takes the memory of the constants, once the backend can give it, so that it is there before anybody counts.</summary>
    internal void BeginConstants()
    {
        if (Computes)
        {
            constants.Begin();
        }
    }

    /// <summary>The bytes that can still be rented, as far as it is known.</summary>
    public virtual long FreeBytes => long.MaxValue;

    /// <summary>Gives the memory that no tensor uses back to the system.</summary>
    public void Trim() => pool.Trim();

    /// <summary>Gives back large memory that nobody can reach any more; see <see cref="BufferPool.Reclaim"/>.</summary>
    internal void Reclaim() => pool.Reclaim();

    internal Storage RentStorage(long bytes) => pool.Rent(bytes);

    internal void Return(BackendStorage storage) => pool.Return(storage);

    /// <summary>
    /// Looks on the device whether all indices lie in [low, high), without waiting: what is found comes as an exception when values are next
    /// read from the device. Backends in ordinary memory are not asked, since there the caller looks.
    /// </summary>
    internal virtual void CheckIndices(Tensor indices, int low, int high, string operation, string what)
    {
    }

    /// <summary>What to tell the user of an exception that the device's library threw in an operation; null for exceptions that say enough.</summary>
    internal virtual Exception? Explain(Exception exception, string operation) => null;

    /// <summary>Asks the system for a block, aligned to 64 bytes.</summary>
    /// <exception cref="OutOfMemoryException">There is none.</exception>
    protected abstract BackendStorage Allocate(long bytes);

    /// <summary>Gives a block back to the system.</summary>
    protected abstract void Free(BackendStorage storage);

    /// <summary>Copies bytes from ordinary memory into a tensor.</summary>
    public abstract void Upload(ReadOnlySpan<byte> source, Tensor target);

    /// <summary>Copies a tensor's bytes into ordinary memory, after everything that computes it.</summary>
    public abstract void Download(Tensor source, Span<byte> target);

    /// <summary>The bytes of a tensor that lies in ordinary memory, without a copy: checks of indices look at them.</summary>
    /// <exception cref="InvalidOperationException">The tensor lies elsewhere.</exception>
    internal virtual ReadOnlySpan<byte> HostBytes(Tensor tensor) =>
        throw new InvalidOperationException($"device — {Device} does not keep tensors in ordinary memory. Download it.");

    /// <summary>Copies a tensor into another of the same type and number of elements, on this device.</summary>
    public abstract void Copy(Tensor source, Tensor target);

    /// <summary>Writes one value, converted to the tensor's type, into every element.</summary>
    public abstract void Fill(Tensor target, double value);

    /// <summary>Waits for all that was started.</summary>
    public abstract void Synchronize();
}
