namespace Hone.Learn.Datasets;

/// <summary>Finds the files of a dataset: the folder of this run, the shared folder, the cache, system packages, and on request its public home.</summary>
public static class DatasetLocator
{
    /// <summary>Finds all files of a dataset, or downloads them when that is allowed.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops a download; what has arrived is kept and the next call goes on from there.</param>
    /// <returns>The first place that has every file. Content is compared with its hash after a download and when a dataset is loaded.</returns>
    /// <exception cref="HoneDataException">No place has all files (the message names each of them, what is missing there, and the way to get the
    /// dataset), or the download failed or brought other content.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static DatasetLocation Locate(DatasetInfo dataset, DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        options ??= new DatasetLocatorOptions();
        var looked = new List<string>();
        foreach ((DatasetOrigin origin, string folder) in Places(dataset, options))
        {
            DatasetLocation? found = Look(dataset, origin, folder, looked);
            if (found is not null)
            {
                return found;
            }
        }

        if (options.AllowDownload && options.DataFolder is null)
        {
            string folder = Path.Combine(options.CacheFolder, dataset.Name);
            DatasetDownloader.Download(dataset, folder, options, cancellationToken);
            return Look(dataset, DatasetOrigin.Download, folder, looked) ?? throw Missing(dataset, looked);
        }

        throw Missing(dataset, looked);
    }

    private static IEnumerable<(DatasetOrigin Origin, string Folder)> Places(DatasetInfo dataset, DatasetLocatorOptions options)
    {
        if (options.DataFolder is not null)
        {
            // Whoever names a folder means that folder: other data than asked for would be worse than an error.
            yield return (DatasetOrigin.DataFolder, options.DataFolder);
            yield return (DatasetOrigin.DataFolder, Path.Combine(options.DataFolder, dataset.Name));
            yield break;
        }

        if (options.SharedFolder is not null)
        {
            yield return (DatasetOrigin.SharedFolder, Path.Combine(options.SharedFolder, dataset.Name));
            yield return (DatasetOrigin.SharedFolder, options.SharedFolder);
        }

        yield return (DatasetOrigin.Cache, Path.Combine(options.CacheFolder, dataset.Name));
        if (options.UseSystemFolders)
        {
            foreach (string folder in dataset.SystemFolders)
            {
                yield return (DatasetOrigin.SystemPackage, folder);
            }
        }
    }

    private static DatasetLocation? Look(DatasetInfo dataset, DatasetOrigin origin, string folder, List<string> looked)
    {
        if (!Directory.Exists(folder))
        {
            looked.Add($"{folder} (no such folder)");
            return null;
        }

        var paths = new Dictionary<string, string>();
        foreach (DatasetFile file in dataset.Files)
        {
            string plain = Path.Combine(folder, file.Name);
            string? path = File.Exists(plain + ".gz") ? plain + ".gz" : File.Exists(plain) ? plain : null;
            if (path is not null)
            {
                paths.Add(file.Name, path);
            }
        }

        if (paths.Count == dataset.Files.Count)
        {
            return new DatasetLocation(dataset, origin, folder, paths);
        }

        IEnumerable<string> missing = dataset.Files.Select(file => file.Name).Where(name => !paths.ContainsKey(name));
        looked.Add($"{folder} ({paths.Count} of {dataset.Files.Count} files, without {string.Join(", ", missing)})");
        return null;
    }

    private static HoneDataException Missing(DatasetInfo dataset, List<string> looked)
    {
        return new HoneDataException(
            $"The dataset {dataset.Name} needs its {dataset.Files.Count} files in one folder, plain or as .gz.",
            $"not found in {looked.Count} {(looked.Count == 1 ? "place" : "places")}",
            string.Join("; ", looked),
            dataset.HowToGet);
    }
}
