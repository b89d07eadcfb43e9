namespace Hone.Nn;

/// <summary>Where <see cref="Hub"/> looks. Nothing here is read from environment variables; the command line passes what it reads.</summary>
public sealed record HubOptions
{
    /// <summary>
    /// The cache. Default: <c>.cache/huggingface/hub</c> in the user's folder, where other programs keep theirs (they move it with <c>HF_HUB_CACHE</c> or
    /// <c>HF_HOME</c>).
    /// </summary>
    public string CacheFolder { get; init; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "huggingface", "hub");

    /// <summary>Whether a file that is not in the cache may be downloaded. Default false: nothing uses the network unasked.</summary>
    public bool AllowDownload { get; init; }

    /// <summary>The server. Default: the Hugging Face Hub.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>Largest file that is downloaded, in bytes; 20 GiB.</summary>
    public long MaximumBytes { get; init; } = 20L << 30;

    /// <summary>The longest silence of the server before the download gives up. Default 60 seconds.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
