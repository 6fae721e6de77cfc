using System.Net;
using System.Net.Http.Headers;

namespace Sharpkeras.Data;

/// <summary>Downloads over HTTP with limits of time and size.</summary>
internal static class HttpDownload
{
    /// <summary>For the answer to begin; a machine without a network should not seem to hang.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    /// <summary>For the whole file.</summary>
    private static readonly TimeSpan WholeTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Copies what lies at the address into the stream.</summary>
    /// <exception cref="HttpRequestException">There is no connection or no such file.</exception>
    /// <exception cref="IOException">The connection broke, or the file is larger than the limit.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public static void Fetch(Uri address, Stream target, long limit)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var deadline = new CancellationTokenSource(AnswerTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            response.EnsureSuccessStatusCode();
            deadline.CancelAfter(WholeTimeout);
            using var content = response.Content.ReadAsStream(deadline.Token);
            Copy(content, target, limit, deadline.Token);
        }
        catch (OperationCanceledException error)
        {
            throw new TimeoutException("the server did not answer in time", error);
        }
    }

    /// <summary>Downloads into a file, behind what is there already if the server can go on from there.</summary>
    /// <exception cref="HttpRequestException">There is no connection or no such file.</exception>
    /// <exception cref="IOException">The connection broke; what came is in the file.</exception>
    /// <exception cref="TimeoutException">The server did not answer, or fell silent.</exception>
    public static void Resume(Uri address, string part, CancellationToken cancellation)
    {
        var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            if (!TryAppend(client, address, file, cancellation))
            {
                file.SetLength(0);
                TryAppend(client, address, file, cancellation);
            }
        }
        finally
        {
            bool empty = file.Length == 0;
            file.Dispose();
            if (empty)
            {
                File.Delete(part);
            }
        }
    }

    /// <summary>Appends what is missing; false where what is there is no beginning of the file.</summary>
    private static bool TryAppend(HttpClient client, Uri address, FileStream file, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(AnswerTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = file.Length > 0 ? new RangeHeaderValue(file.Length, null) : null;
            using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (file.Length > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return false;
            }

            response.EnsureSuccessStatusCode();
            if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != file.Length)
            {
                file.SetLength(0);
            }

            file.Position = file.Length;
            deadline.CancelAfter(WholeTimeout);
            using var content = response.Content.ReadAsStream(deadline.Token);
            Copy(content, file, long.MaxValue, deadline.Token);
            return true;
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("the server did not answer in time", error);
        }
    }

    /// <summary>Reads asynchronously inside, since only these reads can be cancelled when the connection goes silent.</summary>
    private static void Copy(Stream content, Stream target, long limit, CancellationToken deadline)
    {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read; (read = content.ReadAsync(buffer, deadline).AsTask().GetAwaiter().GetResult()) > 0;)
        {
            total += read;
            if (total > limit)
            {
                throw new IOException($"the file is larger than the {limit} bytes that were expected at most");
            }

            target.Write(buffer, 0, read);
        }
    }
}
