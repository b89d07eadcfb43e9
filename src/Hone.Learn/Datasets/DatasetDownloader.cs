using System.Net;
using System.Net.Http.Headers;

namespace Hone.Learn.Datasets;

/// <summary>
/// Fetches the files of a dataset, or an archive, from their public homes. A file grows under the name <c>NAME.gz.part</c>, an interrupted download goes on where it
/// stopped, and only content with the right hash gets its final name.
/// </summary>
internal static class DatasetDownloader
{
    private const int BufferLength = 1 << 16;

    public static void Download(DatasetInfo dataset, string folder, DatasetLocatorOptions options, CancellationToken cancellationToken)
    {
        Wait(() => DownloadAsync(dataset, folder, options, cancellationToken), cancellationToken);
        if (dataset.Archive is { } archive && dataset.Files.Any(file => file.Member is not null && !IsThere(file, folder)))
        {
            UnpackedArchive.TakeMembers(dataset, archive, folder, options, cancellationToken);
        }
    }

    /// <summary>Fetches an archive as it is.</summary>
    public static void Download(DatasetArchive archive, string path, DatasetLocatorOptions options, CancellationToken cancellationToken)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        Wait(
            async () =>
            {
                using HttpClient client = Client();
                await FetchFromAnySource(client, DownloadTarget.Of(archive), path, options, cancellationToken);
            },
            cancellationToken);
    }

    private static bool IsThere(DatasetFile file, string folder) => File.Exists(Path.Combine(folder, file.Name + ".gz")) || File.Exists(Path.Combine(folder, file.Name));

    private static void Wait(Func<Task> work, CancellationToken cancellationToken)
    {
        // On a pool thread there is no synchronization context to wait for: the caller may block without a deadlock.
        Task.Run(work, cancellationToken).GetAwaiter().GetResult();
    }

    private static HttpClient Client()
    {
        var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Hone", "0.1"));
        return client;
    }

    private static async Task DownloadAsync(DatasetInfo dataset, string folder, DatasetLocatorOptions options, CancellationToken cancellationToken)
    {
        CreateFolder(folder);
        using HttpClient client = Client();
        foreach (DatasetFile file in dataset.Files)
        {
            bool comesWithArchive = dataset.Archive is not null && file.Member is not null;
            if (!comesWithArchive && !IsThere(file, folder))
            {
                await FetchFromAnySource(client, DownloadTarget.Of(file, dataset), Path.Combine(folder, file.Name + ".gz"), options, cancellationToken);
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("The cache folder must be writable.", error.Message, folder, "name another cache folder", error);
        }
    }

    private static async Task FetchFromAnySource(
        HttpClient client,
        DownloadTarget file,
        string target,
        DatasetLocatorOptions options,
        CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        Exception? last = null;
        foreach (Uri source in file.Sources)
        {
            try
            {
                await Fetch(client, file, source, target, options, cancellationToken);
                return;
            }
            catch (Exception error) when (IsWorthAnotherSource(error, cancellationToken))
            {
                last = error;
                string reason = error is HoneDataException wrong ? $"{wrong.Expected} Got {wrong.Got}" : error.Message;
                failures.Add($"{source}: {reason}");
            }
        }

        throw new HoneDataException(
            $"The dataset {file.Dataset} needs {file.Name}, which could not be downloaded.",
            failures.Count == 0 ? "no source in the catalog" : string.Join("; ", failures),
            target,
            $"check the network and run again (what has arrived is kept), or {file.HowToGet}",
            last);
    }

    private static bool IsWorthAnotherSource(Exception error, CancellationToken cancellationToken)
    {
        return error switch
        {
            OperationCanceledException => !cancellationToken.IsCancellationRequested,
            HttpRequestException or HttpIOException or HoneDataException or TimeoutException => true,
            IOException => true,
            _ => false,
        };
    }

    private static async Task Fetch(
        HttpClient client,
        DownloadTarget file,
        Uri source,
        string target,
        DatasetLocatorOptions options,
        CancellationToken cancellationToken)
    {
        string partial = target + ".part";
        long present = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        await Transfer(client, file, source, partial, present, options, cancellationToken);
        try
        {
            file.Verify(partial);
        }
        catch (HoneDataException)
        {
            File.Delete(partial);
            if (present == 0)
            {
                throw;
            }

            // The earlier part may have come from another source or been damaged: once more from the start.
            await Transfer(client, file, source, partial, 0, options, cancellationToken);
            VerifyOrDelete(file, partial);
        }

        File.Move(partial, target, overwrite: true);
    }

    private static void VerifyOrDelete(DownloadTarget file, string partial)
    {
        try
        {
            file.Verify(partial);
        }
        catch (HoneDataException)
        {
            File.Delete(partial);
            throw;
        }
    }

    private static async Task Transfer(
        HttpClient client,
        DownloadTarget file,
        Uri source,
        string partial,
        long present,
        DatasetLocatorOptions options,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        if (present > 0)
        {
            request.Headers.Range = new RangeHeaderValue(present, null);
        }

        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(options.DownloadStallTimeout);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
            if (present > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                // Nothing is left to fetch: the hash decides whether the part is the whole.
                return;
            }

            response.EnsureSuccessStatusCode();
            bool resumes = present > 0 && response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == present;
            if (response.StatusCode == HttpStatusCode.PartialContent && !resumes)
            {
                throw new HoneDataException($"The server must send the bytes from {present} on.", $"{response.Content.Headers.ContentRange}", source.ToString());
            }

            long start = resumes ? present : 0;
            long? total = start + response.Content.Headers.ContentLength;
            await using var output = new FileStream(partial, resumes ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
            await Copy(response, output, file, start, total, source, options, stall);
            output.Flush(flushToDisk: true);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"the server was silent for {options.DownloadStallTimeout.TotalSeconds:0.#} seconds", error);
        }
    }

    private static async Task Copy(
        HttpResponseMessage response,
        FileStream output,
        DownloadTarget file,
        long start,
        long? total,
        Uri source,
        DatasetLocatorOptions options,
        CancellationTokenSource stall)
    {
        await using Stream input = await response.Content.ReadAsStreamAsync(stall.Token);
        var buffer = new byte[BufferLength];
        long received = start;
        while (true)
        {
            stall.CancelAfter(options.DownloadStallTimeout);
            int read = await input.ReadAsync(buffer, stall.Token);
            if (read == 0)
            {
                return;
            }

            received += read;
            if (received > file.Most)
            {
                throw new HoneDataException(
                    $"An archive of {file.Name} has at most {file.Most} bytes.",
                    $"{received} bytes and more to come",
                    source.ToString());
            }

            await output.WriteAsync(buffer.AsMemory(0, read), stall.Token);
            options.Progress?.Report(new DownloadProgress(file.Name, received, total));
        }
    }
}
