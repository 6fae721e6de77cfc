namespace Sharpkeras.Devices;

/// <summary>A device that this thread works on until the choice is disposed; the one before is then chosen again.</summary>
internal sealed class DeviceChoice : IDisposable
{
    private readonly Device? before = BackendProvider.Chosen;
    private bool ended;

    public DeviceChoice(Device device) => BackendProvider.Chosen = device;

    public void Dispose()
    {
        if (!ended)
        {
            ended = true;
            BackendProvider.Chosen = before;
        }
    }
}
