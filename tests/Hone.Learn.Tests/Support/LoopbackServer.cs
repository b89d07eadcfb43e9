using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Hone.Learn.Tests;

/// <summary>A file server on this machine that understands ranges, may cut a transfer short, and remembers what it was asked.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _loop;

    public LoopbackServer()
    {
        (_listener, Address) = Start();
        _loop = Task.Run(Serve);
    }

    public Uri Address { get; }

    /// <summary>Content by path, without the leading '/'.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>The path and the Range header of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The connection breaks after so many bytes of the next response; then it is whole again.</summary>
    public int? BreakAfter { get; set; }

    /// <summary>Whether Range headers are obeyed.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>Completed when requests may be answered.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public void Dispose()
    {
        Gate?.TrySetResult();
        _listener.Abort();
        _loop.Wait();
    }

    private static (HttpListener Listener, Uri Address) Start()
    {
        // HttpListener cannot choose a free port itself: ask the system for one, and again if somebody was quicker.
        for (int attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, new Uri($"http://127.0.0.1:{port}/"));
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task Serve()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            try
            {
                await Answer(context);
            }
            catch (Exception error) when (error is HttpListenerException or IOException or InvalidOperationException)
            {
                // The client or the listener went away, or the test asked for a broken connection.
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        string? range = context.Request.Headers["Range"];
        string name = context.Request.Url!.AbsolutePath.TrimStart('/');
        Requests.Enqueue($"{name} {range}".Trim());
        if (Gate is not null)
        {
            await Gate.Task;
        }

        using HttpListenerResponse response = context.Response;
        if (!Files.TryGetValue(name, out byte[]? content))
        {
            response.StatusCode = 404;
            return;
        }

        int start = 0;
        if (range is not null && KnowsRanges)
        {
            start = int.Parse(range["bytes=".Length..].TrimEnd('-'));
            if (start >= content.Length)
            {
                response.StatusCode = 416;
                return;
            }

            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {start}-{content.Length - 1}/{content.Length}";
        }

        response.ContentLength64 = content.Length - start;
        int length = Math.Min(content.Length - start, BreakAfter ?? int.MaxValue);
        bool breaks = BreakAfter is not null;
        BreakAfter = null;
        await response.OutputStream.WriteAsync(content.AsMemory(start, length));
        await response.OutputStream.FlushAsync();
        if (breaks)
        {
            response.Abort();
        }
    }
}
