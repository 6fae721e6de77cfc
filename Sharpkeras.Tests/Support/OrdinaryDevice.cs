using Sharpkeras;
using Sharpkeras.Tests.Support;

/// <summary>Puts the whole run on the device of tests that choose none. It lies in no namespace, so that NUnit applies it to all.</summary>
[SetUpFixture]
internal sealed class OrdinaryDevice
{
    [OneTimeSetUp]
    public void Choose() => Device.Default = TestDevices.Ordinary;
}
