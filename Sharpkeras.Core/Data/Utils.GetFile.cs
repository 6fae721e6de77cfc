using System.Security.Cryptography;

namespace Sharpkeras.Data;

/// <summary>Downloads.</summary>
public static partial class Utils
{
    /// <summary>
    /// The path of a file in <c>~/.keras/datasets</c>, downloaded if it is not there, as Keras's <c>get_file</c>. A download that broke off
    /// is gone on with where a digest is given; the file has its name only when it is whole and has the digest.
    /// </summary>
    /// <param name="fname">The file's name; null for that at the end of the address.</param>
    /// <param name="origin">The address.</param>
    /// <param name="fileHash">The SHA-256 or MD5 digest of the file in hexadecimal; null checks nothing.</param>
    /// <param name="cacheDir">Another folder; it is made where it is missing.</param>
    /// <param name="cancellation">Ends the download; what has come is kept for the next time.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="HttpRequestException">There is no connection or no such file.</exception>
    /// <exception cref="IOException">The connection broke, or the file cannot be written.</exception>
    /// <exception cref="TimeoutException">The server did not answer.</exception>
    /// <exception cref="InvalidDataException">The digest is another one; what was downloaded is deleted.</exception>
    public static string GetFile(
        string? fname, string origin, string? fileHash = null, string? cacheDir = null, CancellationToken cancellation = default)
    {
        var address = new Uri(origin);
        string name = fname ?? Path.GetFileName(address.LocalPath);
        if (name.Length == 0 || name != Path.GetFileName(name) || name is "." or "..")
        {
            throw new ArgumentException($"get_file — the name must be that of a file, without folders. Received '{name}'; pass fname.", nameof(fname));
        }

        string? digest = fileHash == null ? null : CheckDigest(fileHash);
        string folder = cacheDir ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras", "datasets");
        string target = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        if (File.Exists(target) && (digest == null || DigestOf(target, digest.Length) == digest))
        {
            return target;
        }

        string part = Path.Combine(Path.GetDirectoryName(target)!, $".{name}.part");
        if (digest == null)
        {
            // Nothing would tell a beginning of another file.
            File.Delete(part);
        }

        HttpDownload.Resume(address, part, cancellation);
        if (digest != null && DigestOf(part, digest.Length) is var found && found != digest)
        {
            File.Delete(part);
            throw new InvalidDataException(
                $"get_file — '{origin}' has the digest {found} instead of {digest}. It was deleted; give the digest of the file that is there, or another address.");
        }

        File.Move(part, target, overwrite: true);
        return target;
    }

    private static string CheckDigest(string text) => text.Length is 32 or 64 && text.All(char.IsAsciiHexDigit)
        ? text.ToLowerInvariant()
        : throw new ArgumentException($"get_file — a digest is 64 (SHA-256) or 32 (MD5) hexadecimal digits. Received '{text}'.", nameof(text));

    private static string DigestOf(string path, int digits)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(digits == 64 ? SHA256.HashData(stream) : MD5.HashData(stream));
    }
}
