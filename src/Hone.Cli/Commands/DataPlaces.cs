using Hone.Learn.Datasets;

namespace Hone.Cli;

/// <summary>Where the datasets of a command are looked for.</summary>
internal static class DataPlaces
{
    /// <summary>The named folder alone, or all places that are known and the dataset's home at last.</summary>
    /// <param name="host">The environment.</param>
    /// <param name="dataFolder">The folder of <c>--data</c>; null when there is none.</param>
    /// <param name="progress">Shows a download.</param>
    public static DatasetLocatorOptions Of(CliHost host, string? dataFolder, IProgress<DownloadProgress>? progress) => new()
    {
        DataFolder = dataFolder,
        SharedFolder = HostSettings.DataFolder(host),
        AllowDownload = true,
        Progress = progress,
    };
}
