namespace Hone.Nn;

/// <summary>Finds files of model repositories in the cache that Hugging Face's programs share, and downloads them on request.</summary>
/// <remarks>
/// Layout: <c>models--ORG--NAME/refs/BRANCH</c> holds a commit, <c>snapshots/COMMIT/FILE</c> is the file or a link into <c>blobs</c>. A download is written to
/// <c>blobs/NAME.incomplete</c>, goes on where it stopped, and gets its name only when its SHA-256 is the one that the server announces.
/// </remarks>
/// <example><code>
/// string path = Hub.Resolve("timm/resnet18.a1_in1k", "main", "model.safetensors");
/// </code></example>
public static class Hub
{
    /// <summary>The path of a file, from the cache or, when that is allowed, from the server.</summary>
    /// <param name="repository">The repository: <c>ORG/NAME</c>, or <c>NAME</c> alone.</param>
    /// <param name="revision">A branch, a tag or a commit of 40 hexadecimal digits, such as <c>main</c>.</param>
    /// <param name="file">The file in the repository, such as <c>model.safetensors</c>.</param>
    /// <param name="options">Where to look; the defaults unless told.</param>
    /// <param name="cancellationToken">Stops a download; what has arrived is kept.</param>
    /// <returns>A path inside the cache.</returns>
    /// <exception cref="HoneException">A name is not valid, or the file is not in the cache and may not be or cannot be downloaded.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static string Resolve(string repository, string revision, string file, HubOptions? options = null, CancellationToken cancellationToken = default)
    {
        var place = HubPlace.Create(repository, revision, file, options ?? new HubOptions());
        if (place.Find() is { } found)
        {
            return found;
        }

        if (place.Options.AllowDownload)
        {
            // On a pool thread there is no synchronization context to wait for: the caller may block without a deadlock.
            return Task.Run(() => HubDownload.Run(place, cancellationToken), cancellationToken).GetAwaiter().GetResult();
        }

        throw new HoneException(
            $"{file} of {repository} at {revision} in the cache.",
            place.Describe(),
            place.Folder,
            $"allow the download, or fetch it with Hugging Face's own program: hf download {repository} {file}");
    }
}
