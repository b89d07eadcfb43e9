using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Hone.Files;

namespace Hone.Learn.Data;

/// <summary>Fetches pictures. What arrives stays in memory until it has been decoded; only then it becomes a file, in one step.</summary>
internal sealed class ImageDownloader(string folder, DownloadImagesOptions options)
{
    private const int BufferLength = 1 << 16;
    private const int MostRedirects = 5;
    private const int NameBytes = 8;

    private static readonly string[] s_extensions = [".jpg", ".png", ".gif", ".bmp"];

    private int _done;
    private int _failed;

    public ImageDownload[] Run(IReadOnlyList<string> urls, CancellationToken cancellationToken)
    {
        var results = new ImageDownload[urls.Count];
        int count = Math.Min(urls.Count, options.MaxPictures);
        for (int i = count; i < results.Length; i++)
        {
            results[i] = new ImageDownload(urls[i], DownloadState.LeftOut);
        }

        // On pool threads there is no synchronization context to wait for: the caller may block without a deadlock.
        Task.Run(() => Fetch(urls, results, count, cancellationToken), cancellationToken).GetAwaiter().GetResult();
        return results;
    }

    private async Task Fetch(IReadOnlyList<string> urls, ImageDownload[] results, int count, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = options.Timeout, MaxAutomaticRedirections = MostRedirects };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Hone", "0.1"));
        client.DefaultRequestHeaders.Accept.ParseAdd("image/jpeg, image/png, image/gif, image/bmp, */*;q=0.1");
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, parallel, async (i, stop) =>
        {
            results[i] = await One(client, urls[i], stop);
            int failed = results[i].State == DownloadState.Failed ? Interlocked.Increment(ref _failed) : Volatile.Read(ref _failed);
            options.Progress?.Report(new ScanProgress(Interlocked.Increment(ref _done), count, failed));
        });
    }

    private async Task<ImageDownload> One(HttpClient client, string url, CancellationToken cancellationToken)
    {
        string place = Path.Combine(folder, NameOf(url));
        if (s_extensions.Select(extension => place + extension).FirstOrDefault(File.Exists) is { } present)
        {
            return new ImageDownload(url, DownloadState.AlreadyThere, present);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            return new ImageDownload(url, DownloadState.Failed, Problem: "no address that begins with http:// or https://");
        }

        try
        {
            byte[] bytes = await Bytes(client, address, cancellationToken);
            string path = place + Extension(bytes, url);
            AtomicFile.Write(path, stream => stream.Write(bytes));
            return new ImageDownload(url, DownloadState.Downloaded, path);
        }
        catch (Exception error) when (Problem(error, cancellationToken) is { } problem)
        {
            return new ImageDownload(url, DownloadState.Failed, Problem: problem);
        }
    }

    /// <summary>The whole body, unless it is too long, too slow, or no success.</summary>
    private async Task<byte[]> Bytes(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        whole.CancelAfter(options.LongestDownload);
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(whole.Token);
        stall.CancelAfter(options.Timeout);
        try
        {
            using HttpResponseMessage response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stall.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"the server answered {(int)response.StatusCode} ({response.ReasonPhrase})");
            }

            RequireRoom(response.Content.Headers.ContentLength ?? 0, "announced");
            await using Stream input = await response.Content.ReadAsStreamAsync(stall.Token);
            using var content = new MemoryStream();
            var buffer = new byte[BufferLength];
            while (true)
            {
                stall.CancelAfter(options.Timeout);
                int read = await input.ReadAsync(buffer, stall.Token);
                if (read == 0)
                {
                    return content.ToArray();
                }

                RequireRoom(content.Length + read, "and more to come");
                content.Write(buffer, 0, read);
            }
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(whole.IsCancellationRequested ? $"not done after {options.LongestDownload.TotalSeconds:0.#} seconds" : $"the server was silent for {options.Timeout.TotalSeconds:0.#} seconds", error);
        }
    }

    private void RequireRoom(long length, string what)
    {
        if (length > options.MostBytes)
        {
            throw new HttpRequestException($"more than {options.MostBytes} bytes: {length} {what}");
        }
    }

    /// <summary>The extension of the format, after the picture has been decoded whole.</summary>
    private string Extension(byte[] bytes, string url)
    {
        ImageFile.Decode(bytes, url, options.Image);
        return ImageFile.Sniff(bytes) switch
        {
            ImageFormat.Jpeg => ".jpg",
            ImageFormat.Png => ".png",
            ImageFormat.Gif => ".gif",
            _ => ".bmp",
        };
    }

    /// <summary>What is wrong with one picture; null for what stops everything: a cancellation, a folder that cannot be written.</summary>
    private static string? Problem(Exception error, CancellationToken cancellationToken) => error switch
    {
        HoneFormatException format => format.Got is null ? format.Expected : $"{format.Expected} Got {format.Got}.",
        TimeoutException or HttpRequestException => error.Message,
        HttpIOException => $"the connection broke: {error.Message}",
        IOException when !cancellationToken.IsCancellationRequested => $"the connection broke: {error.Message}",
        _ => null,
    };

    /// <summary>The same address has the same name in every run, wherever it stands in the list.</summary>
    private static string NameOf(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)).AsSpan(0, NameBytes));
}
