namespace Hone.Learn.Datasets;

/// <summary>Finds an archive, or fetches it where that is allowed, and unpacks it: fastai's <c>untar_data</c>.</summary>
/// <example><code>
/// string folder = UnpackedArchive.UntarData(
///     new DatasetArchive
///     {
///         Name = "my-pictures",
///         FileName = "pictures.tgz",
///         Length = 98_752_094,
///         Sha256 = "...",
///         Sources = [new Uri("https://example.org/pictures.tgz"), new Uri("https://mirror.example.org/pictures.tgz")],
///     },
///     new() { AllowDownload = true });
/// DataLoaders data = ImageDataLoaders.FromFolder(folder);
/// </code></example>
public static class UnpackedArchive
{
    private const string Unfinished = ".unpacking";

    /// <summary>Digits of the hash in a folder's name: enough to tell archives of one name apart, short enough for systems with a limit on paths.</summary>
    private const int HashDigits = 16;

    /// <summary>The folder with the files of an archive. What is there already is taken without a network; a folder gets its name only when everything is in it.</summary>
    /// <remarks>
    /// Looked for in this order: the folder <see cref="DatasetArchive.Name"/> and the archive itself in the data folder of this run (then nowhere else), in the shared folder, in the cache; then the
    /// sources, if a download is allowed. The archive must have its length and hash wherever it comes from. Unpacked files lie in the cache, and an archive that was downloaded is removed then.
    /// An archive in the data folder of this run is compared and unpacked once: its files lie in a folder with a part of its hash in the name, so that what the cache has from elsewhere stays apart.
    /// A download that was cut off goes on where it stopped; an unpacking that was cut off starts again.
    /// </remarks>
    /// <param name="archive">Name, hash and sources.</param>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops download and unpacking.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="HoneDataException">No place has it (the message names each), or no source gave the right bytes (the message says what each did).</exception>
    /// <exception cref="HoneFormatException">The archive is damaged, has a file that leads out of the folder, a name twice, or is larger than its limits.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static string UntarData(DatasetArchive archive, DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        options ??= new DatasetLocatorOptions();
        string[] places = options.DataFolder is { } named ? [named] : options.SharedFolder is { } shared ? [shared, options.CacheFolder] : [options.CacheFolder];
        if (Array.Find(places, place => Directory.Exists(Path.Combine(place, archive.Name))) is { } found)
        {
            return Path.Combine(found, archive.Name);
        }

        string folder = Path.Combine(options.CacheFolder, archive.Name);
        if (Array.Find(places, place => File.Exists(Path.Combine(place, archive.FileName))) is { } keeper)
        {
            string path = Path.Combine(keeper, archive.FileName);
            if (options.DataFolder is not null)
            {
                folder = $"{folder}-{archive.Sha256[..Math.Min(HashDigits, archive.Sha256.Length)]}";
                if (Directory.Exists(folder))
                {
                    return folder;
                }
            }

            ContentHash.Verify(archive, path, $"remove the file if it is not wanted, then {archive.HowToGet}");
            Unpack(archive, path, folder, cancellationToken);
            return folder;
        }

        if (!options.AllowDownload || options.DataFolder is not null)
        {
            throw new HoneDataException(
                $"The dataset {archive.Name} needs the folder {archive.Name} or the archive {archive.FileName}.",
                $"not found in {places.Length} {(places.Length == 1 ? "place" : "places")}",
                string.Join("; ", places),
                options.DataFolder is null && archive.Sources.Count > 0 ? $"set AllowDownload, or {archive.HowToGet}" : archive.HowToGet);
        }

        string downloaded = Path.Combine(options.CacheFolder, archive.FileName);
        DatasetDownloader.Download(archive, downloaded, options, cancellationToken);
        Unpack(archive, downloaded, folder, cancellationToken);
        File.Delete(downloaded);
        return folder;
    }

    /// <summary>Puts the files of a dataset that are published in an archive into its folder, each compared with its hash.</summary>
    internal static void TakeMembers(DatasetInfo dataset, DatasetArchive archive, string folder, DatasetLocatorOptions options, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, archive.FileName);
        if (!File.Exists(path))
        {
            DatasetDownloader.Download(archive, path, options, cancellationToken);
        }

        string unpacked = Path.Combine(folder, archive.Name);
        Unpack(archive, path, unpacked, cancellationToken);
        foreach (DatasetFile file in dataset.Files.Where(file => file.Member is not null))
        {
            string member = Path.Combine([unpacked, .. file.Member!.Split('/')]);
            if (!File.Exists(member))
            {
                throw new HoneDataException($"The archive {archive.FileName} holds {file.Member}.", "no such file", path, dataset.HowToGet);
            }

            ContentHash.Verify(file, member, dataset.HowToGet);
            File.Move(member, Path.Combine(folder, file.Name), overwrite: true);
        }

        Directory.Delete(unpacked, recursive: true);
        File.Delete(path);
    }

    private static void Unpack(DatasetArchive archive, string path, string folder, CancellationToken cancellationToken)
    {
        string unfinished = folder + Unfinished;
        try
        {
            Remove(unfinished);
            Remove(folder);
            Directory.CreateDirectory(unfinished);
            ArchiveUnpacker.Unpack(archive, path, unfinished, cancellationToken);
            Directory.Move(unfinished, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A folder that can be written, with room for the unpacked files.", error.Message, unfinished, "free some space, or name another cache folder", error);
        }
        finally
        {
            Remove(unfinished);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
