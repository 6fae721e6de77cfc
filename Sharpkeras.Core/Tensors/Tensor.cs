using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// An immutable array of numbers on a device: dense, row-major. Operations are methods and operators on it (<c>x.Reshape([…])</c>,
/// <c>a + b</c>, or <c>Ops.Add(a, b)</c>) and run at once where their inputs lie. Its memory belongs to the <see cref="TensorScope"/>
/// that was open when it was made; outside any scope, to the garbage collector.
/// </summary>
public sealed partial class Tensor
{
    private static long liveCount;

    private Storage? storage;
    private int references;
    private TensorGuard? guard;

    // A step makes hundreds of tensors, few of which have any of these: so a variable or a symbol share a field, and the rest an object.
    private object? origin;
    private TensorCompanions? companions;

    private Tensor(Storage storage, long offset, Shape shape, DType dtype)
    {
        this.storage = storage;
        Offset = offset;
        Shape = shape;
        DType = dtype;
        Length = shape.IsKnown ? shape.Length : -1;
        storage.Retain();
        Interlocked.Increment(ref liveCount);
    }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>The number of elements; −1 for a symbolic tensor with an unknown dimension.</summary>
    public long Length { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => Shape.Rank;

    /// <summary>Where it lies.</summary>
    public Device Device => Storage.Device;

    /// <summary>
    /// Which time steps count (Boolean, [batch, steps]), where a layer such as Embedding made a mask or <see cref="Ops.WithMask"/> was called;
    /// else null. Operations drop it, layers pass it on. It lives as long as this tensor.
    /// </summary>
    public Tensor? Mask => companions?.Mask;

    internal static long LiveCount => Interlocked.Read(ref liveCount);

    /// <summary>The memory that holds the elements.</summary>
    /// <exception cref="ObjectDisposedException">The scope it was made in has ended.</exception>
    internal Storage Storage => storage ?? throw new ObjectDisposedException(
        nameof(Tensor),
        $"tensor — {Shape} {DType.KerasName()} belonged to a scope that has ended. Return it from the scope, assign it to a variable, or call scope.Keep(tensor).");

    /// <summary>The index of the first element in the storage.</summary>
    internal long Offset { get; }

    /// <summary>The number of bytes of the elements.</summary>
    internal long ByteLength => Math.Max(0, Length) * DType.Size();

    internal bool IsAlive => storage != null;

    /// <summary>What a softmax or sigmoid output was computed from: cross-entropy takes it, so that no digits are lost.</summary>
    private Tensor? Logits => companions?.Logits;

    /// <summary>The tape that computed it, and its number there.</summary>
    internal object? Tape { get; set; }

    internal int TapeSlot { get; set; }

    /// <summary>Its place in the thread's stack of scoped tensors.</summary>
    internal int ScopeSlot { get; set; } = -1;

    internal bool IsKept { get; set; }

    /// <summary>The variable whose content this is.</summary>
    internal Variable? Variable
    {
        get => origin as Variable;
        set => origin = value;
    }

    /// <summary>A tensor that belongs to the innermost scope, or to the garbage collector.</summary>
    internal static Tensor Create(Storage storage, long offset, Shape shape, DType dtype)
    {
        var tensor = new Tensor(storage, offset, shape, dtype);
        tensor.Retain();
        ScopeStack.Adopt(tensor);
        return tensor;
    }

    /// <summary>A tensor that belongs to the caller, who calls <see cref="Release"/>.</summary>
    internal static Tensor CreateOwned(Storage storage, long offset, Shape shape, DType dtype)
    {
        var tensor = new Tensor(storage, offset, shape, dtype);
        tensor.Retain();
        return tensor;
    }

    /// <summary>Another tensor over the same memory.</summary>
    internal Tensor View(Shape shape, long offset) => Create(Storage, offset, shape, DType);

    /// <summary>Whether the content has one owner: nobody holds this tensor a second time, and no other tensor lies in its memory.</summary>
    internal bool HasOneOwner => Volatile.Read(ref references) == 1 && Storage.HasOneUser;

    internal void Retain() => Interlocked.Increment(ref references);

    internal void Release()
    {
        if (Interlocked.Decrement(ref references) == 0)
        {
            Interlocked.Decrement(ref liveCount);
            storage!.Release();
            storage = null;
            companions?.Release();
            guard?.Retire();
            companions = null;
            guard = null;
            Tape = null;
        }
    }

    /// <summary>From now on the garbage collector decides when this tensor is released.</summary>
    internal void GiveToCollector() => guard = new TensorGuard(this, ByteLength);

    internal void RememberLogits(Tensor logits, LogitsOf function)
    {
        logits.Retain();
        companions ??= new TensorCompanions();
        companions.Logits = logits;
        companions.Function = function;
    }

    /// <summary>This is a view of all of another tensor, which was computed from the same.</summary>
    internal void RememberLogitsOf(Tensor source)
    {
        if (source.Logits is { IsAlive: true } logits)
        {
            RememberLogits(logits, source.companions!.Function);
        }
    }

    /// <summary>What this was computed from by the function; null when it was not, or that is gone.</summary>
    internal Tensor? LogitsFor(LogitsOf function) => Logits is { IsAlive: true } && companions!.Function == function ? Logits : null;

    /// <summary>Only for tensors that nobody else holds yet, since others may be read on other threads; else <see cref="Ops.WithMask"/>.</summary>
    internal void SetMask(Tensor? mask)
    {
        if (mask == null && companions == null)
        {
            return;
        }

        mask?.Retain();
        Mask?.Release();
        companions ??= new TensorCompanions();
        companions.Mask = mask;
    }
}
