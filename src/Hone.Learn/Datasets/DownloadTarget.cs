namespace Hone.Learn.Datasets;

/// <summary>One file that is fetched: from where, how much at most, and how it is known that it is the right one.</summary>
/// <param name="Name">The file, for messages.</param>
/// <param name="Dataset">What it belongs to, for messages.</param>
/// <param name="HowToGet">How to get it by hand.</param>
/// <param name="Sources">Addresses in order of preference.</param>
/// <param name="Most">Bytes after which a transfer is cut off.</param>
/// <param name="Verify">Throws when the file at a path is another one.</param>
internal sealed record DownloadTarget(string Name, string Dataset, string HowToGet, IReadOnlyList<Uri> Sources, long Most, Action<string> Verify)
{
    // Wrapped in gzip a file may be a little longer than incompressible content.
    private const long ArchiveSlack = 1 << 20;

    public static DownloadTarget Of(DatasetFile file, DatasetInfo dataset) =>
        new(file.Name, dataset.Name, dataset.HowToGet, file.Sources, file.ContentLength + ArchiveSlack, path => ContentHash.Verify(file, path, "run again"));

    public static DownloadTarget Of(DatasetArchive archive) =>
        new(archive.FileName, archive.Name, archive.HowToGet, archive.Sources, archive.Length, path => ContentHash.Verify(archive, path, "run again"));
}
