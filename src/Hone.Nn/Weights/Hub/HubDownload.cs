using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Hone.Files;

namespace Hone.Nn;

/// <summary>Fetches one file into the cache.</summary>
internal static class HubDownload
{
    private const int BufferLength = 1 << 16;
    private const int Sha256Length = 64;

    public static async Task<string> Run(HubPlace place, CancellationToken cancellationToken)
    {
        // Redirects are followed by hand: the first answer carries commit, name and length of the blob, the last one the bytes.
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Hone", "0.1"));
        string files = string.Join('/', place.File.Split('/').Select(Uri.EscapeDataString));
        var address = new Uri(place.Options.Endpoint, $"{place.Repository}/resolve/{place.Revision}/{files}");
        try
        {
            (string commit, string blob, Uri source) = await Ask(client, place, address, cancellationToken);
            string blobs = Path.Combine(place.Folder, "blobs");
            Directory.CreateDirectory(blobs);
            string target = Path.Combine(blobs, blob);
            if (!File.Exists(target))
            {
                await Fetch(client, place, source, target, blob, cancellationToken);
            }

            return Publish(place, commit, target);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new HoneException($"{place.File} of {place.Repository} from the server.", error.Message, address.ToString(), "check the network and run again; what has arrived is kept", error);
        }
    }

    private static async Task<(string Commit, string Blob, Uri Source)> Ask(HttpClient client, HubPlace place, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using HttpResponseMessage response = await Send(client, place, request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new HoneException($"A public file {place.File} of {place.Repository} at {place.Revision}.", $"answer {(int)response.StatusCode}", address.ToString(), "check the three names on the repository's page");
        }

        bool redirects = (int)response.StatusCode is >= 300 and < 400;
        if (!redirects)
        {
            response.EnsureSuccessStatusCode();
        }

        // Large files have the SHA-256 of their content as linked tag, small ones a git hash as tag.
        string commit = Header(response, "X-Repo-Commit");
        string tag = Header(response, "X-Linked-Etag") is { Length: > 0 } linked ? linked : Header(response, "ETag");
        string blob = tag.Replace("W/", string.Empty, StringComparison.Ordinal).Trim('"');
        if (!HubPlace.IsCommit(commit) || blob.Length is not (40 or Sha256Length) || !blob.All(char.IsAsciiHexDigitLower))
        {
            throw new HoneException("An answer with a commit of 40 and a tag of 40 or 64 hexadecimal digits.", $"commit \"{commit}\", tag \"{blob}\"", address.ToString(), "check that the endpoint is a Hugging Face Hub");
        }

        return (commit, blob, redirects && response.Headers.Location is { } location ? new Uri(address, location) : address);
    }

    private static async Task Fetch(HttpClient client, HubPlace place, Uri source, string target, string blob, CancellationToken cancellationToken)
    {
        string partial = target + ".incomplete";
        long present = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        await Transfer(client, place, source, partial, present, cancellationToken);
        if (!Matches(partial, blob) && present > 0)
        {
            // The earlier part may have been damaged: once more from the start.
            await Transfer(client, place, source, partial, 0, cancellationToken);
        }

        if (!Matches(partial, blob))
        {
            long length = new FileInfo(partial).Length;
            File.Delete(partial);
            throw new HoneException($"{place.File} with the hash {blob}.", $"{length} bytes with another hash", source.ToString(), "run again; if it repeats, the server or a proxy changes the file");
        }

        File.Move(partial, target, overwrite: true);
    }

    private static async Task Transfer(HttpClient client, HubPlace place, Uri source, string partial, long present, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        if (present > 0)
        {
            request.Headers.Range = new RangeHeaderValue(present, null);
        }

        using HttpResponseMessage response = await Send(client, place, request, cancellationToken);
        if (present > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing is left to fetch: the hash decides whether the part is the whole.
            return;
        }

        response.EnsureSuccessStatusCode();
        bool resumes = present > 0 && response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == present;
        await using var output = new FileStream(partial, resumes ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        await using Stream input = await response.Content.ReadAsStreamAsync(cancellationToken);
        await Copy(place, input, output, resumes ? present : 0, cancellationToken);
        output.Flush(flushToDisk: true);
    }

    private static async Task Copy(HubPlace place, Stream input, FileStream output, long received, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferLength];
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            stall.CancelAfter(place.Options.StallTimeout);
            int read;
            try
            {
                read = await input.ReadAsync(buffer, stall.Token);
            }
            catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
            {
                throw Silent(place, error);
            }

            if (read == 0)
            {
                return;
            }

            received += read;
            if (received > place.Options.MaximumBytes)
            {
                throw new HoneException($"A file of at most {place.Options.MaximumBytes} bytes.", $"{received} bytes and more to come", place.File, "raise HubOptions.MaximumBytes");
            }

            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, HubPlace place, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(place.Options.StallTimeout);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent(place, error);
        }
    }

    private static TimeoutException Silent(HubPlace place, Exception error) => new($"the server was silent for {place.Options.StallTimeout.TotalSeconds:0.#} seconds", error);

    /// <summary>A tag of 64 digits is the SHA-256 of the content; one of 40 is the SHA-1 of git's object: "blob LENGTH\0" and the content.</summary>
    private static bool Matches(string path, string blob)
    {
        using FileStream stream = File.OpenRead(path);
        if (blob.Length == Sha256Length)
        {
            return Convert.ToHexStringLower(SHA256.HashData(stream)) == blob;
        }

#pragma warning disable CA5350 // Git names objects by SHA-1; here it tells damage, not intent.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes($"blob {stream.Length}\0"));
        var buffer = new byte[BufferLength];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == blob;
    }

    /// <summary>Makes the blob visible under its name; where links cannot be made the snapshot is a copy, as other programs do it.</summary>
    private static string Publish(HubPlace place, string commit, string blob)
    {
        string path = place.Snapshot(commit);
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        if (!File.Exists(path))
        {
            try
            {
                File.CreateSymbolicLink(path, Path.GetRelativePath(folder, blob));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException && !File.Exists(path))
            {
                File.Copy(blob, path);
            }
        }

        if (!HubPlace.IsCommit(place.Revision))
        {
            AtomicFile.Write(place.Reference(), stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(commit)));
        }

        return path;
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : string.Empty;
}
