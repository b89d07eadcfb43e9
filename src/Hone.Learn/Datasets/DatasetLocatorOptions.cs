namespace Hone.Learn.Datasets;

/// <summary>Where to look for datasets. Nothing here is read from environment variables; the command line passes what it reads.</summary>
public sealed record DatasetLocatorOptions
{
    /// <summary>The folder with the files, named for this run (<c>--data DIR</c>). When it is given it is the only place looked at. Default none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>A folder that holds several datasets, each in a folder of its name or side by side. Default none.</summary>
    public string? SharedFolder { get; init; }

    /// <summary>Where downloads are kept, each dataset in a folder of its name. Default: <c>hone/datasets</c> in the user's folder for local application data.</summary>
    public string CacheFolder { get; init; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "hone", "datasets");

    /// <summary>Whether folders of operating system packages are looked at. Default true.</summary>
    public bool UseSystemFolders { get; init; } = true;

    /// <summary>Whether a missing dataset may be fetched from its public home. Default false: nothing uses the network unasked.</summary>
    public bool AllowDownload { get; init; }

    /// <summary>The longest silence of a server before the download gives up. Default 60 seconds.</summary>
    public TimeSpan DownloadStallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Receives the progress of downloads. Default none.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }
}
