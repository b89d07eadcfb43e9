using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Finds a dataset that is one archive, compares its content with the catalog, and reads it.</summary>
internal static class ArchivedDataset
{
    /// <summary>The files of the archive, in ordinal order of their names.</summary>
    public static IReadOnlyList<ArchiveEntry> Read(DatasetInfo dataset, DatasetLocatorOptions? options, CancellationToken cancellationToken)
    {
        DatasetLocation location = DatasetLocator.Locate(dataset, options, cancellationToken);
        DatasetFile file = dataset.Files[0];
        string path = location.PathOf(file.Name);
        ContentHash.Verify(file, path, $"remove the file if it is not wanted, then {dataset.HowToGet}");
        return TarArchive.Read(path, cancellationToken: cancellationToken);
    }

    /// <summary>The names between the slashes of a path.</summary>
    public static string[] Names(ArchiveEntry entry) => entry.Name.Split('/');
}
