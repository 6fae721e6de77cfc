using System.Security.Cryptography;

namespace Sharpkeras.Tests.Native;

/// <summary>The bits of tensors in a short form, so that outputs can be compared.</summary>
internal static class Bits
{
    public static string Of(params IEnumerable<Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Tensor tensor in tensors)
        {
            hash.AppendData(tensor.ToHost().Bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
