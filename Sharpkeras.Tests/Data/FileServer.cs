using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sharpkeras.Tests.Data;

/// <summary>Answers each request over HTTP on this machine with the same bytes, from where the request says.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] content;
    private readonly Thread thread;

    public FileServer(byte[] content)
    {
        this.content = content;
        listener.Start();
        thread = new Thread(Serve) { IsBackground = true };
        thread.Start();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/folder/data.bin";

    public int Requests { get; private set; }

    /// <summary>Where the last answer began.</summary>
    public int LastBegin { get; private set; }

    /// <summary>The bytes after which connections break.</summary>
    public int? BreakAfter { get; set; }

    public bool KnowsRanges { get; set; } = true;

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public void Dispose()
    {
        listener.Stop();
        thread.Join();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                using TcpClient client = listener.AcceptTcpClient();
                using NetworkStream stream = client.GetStream();
                Answer(stream);
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private void Answer(NetworkStream stream)
    {
        int? begin = ReadRange(stream);
        Requests++;
        LastBegin = KnowsRanges ? begin ?? 0 : 0;
        string status = Status != HttpStatusCode.OK ? $"{(int)Status} No"
            : LastBegin >= content.Length ? "416 Range Not Satisfiable"
            : LastBegin > 0 ? "206 Partial Content"
            : "200 OK";
        byte[] body = status[0] == '4' ? [] : content[LastBegin..];
        string range = status.StartsWith("206", StringComparison.Ordinal) ? $"Content-Range: bytes {LastBegin}-{content.Length - 1}/{content.Length}\r\n" : "";
        stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{range}Connection: close\r\n\r\n"));
        stream.Write(body, 0, Math.Min(body.Length, BreakAfter ?? body.Length));
    }

    /// <summary>Reads the head of a request; returns where its range begins.</summary>
    private static int? ReadRange(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        int? begin = null;
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                begin = int.Parse(line["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            }
        }

        return begin;
    }
}
