namespace Sharpkeras.Devices;

/// <summary>A storage that knows the backend that computes on it.</summary>
public abstract class BackendStorage(Backend backend, long byteLength) : Storage(backend.Device, byteLength)
{
    /// <summary>The backend that made the storage.</summary>
    public Backend Backend { get; } = backend;

    /// <inheritdoc/>
    protected override void Return() => Backend.Return(this);
}
