using System.IO.Compression;

namespace Hone.Nn;

/// <summary>The zip form, PyTorch 1.6 and later: <c>NAME/data.pkl</c> and one entry <c>NAME/data/KEY</c> for each storage, none of them compressed.</summary>
internal static class TorchZip
{
    private const string PickleName = "/data.pkl";

    public static TorchCheckpoint Read(string path, Stream stream, TorchFileOptions options)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var entries = new Dictionary<string, ZipArchiveEntry>();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw Broken(path, "Entries with names of their own.", $"{entry.FullName} a second time");
            }
        }

        // The folder has the name that the file had when it was saved.
        List<string> pickles = [.. entries.Keys.Where(name => name.EndsWith(PickleName, StringComparison.Ordinal))];
        if (pickles.Count != 1)
        {
            throw Broken(path, "One entry data.pkl.", $"{pickles.Count} in {entries.Count} entries", "check that the file was written by torch.save");
        }

        string folder = pickles[0][..^PickleName.Length];
        if (entries.Keys.Any(name => name == $"{folder}/constants.pkl" || name.StartsWith($"{folder}/code/", StringComparison.Ordinal)))
        {
            throw Broken(path, "Weights: a state dict.", "TorchScript, which is a program", "in Python: torch.save(torch.jit.load(file).state_dict(), path)");
        }

        if (entries.TryGetValue($"{folder}/byteorder", out ZipArchiveEntry? order) && !Bytes(path, order, stream.Length).AsSpan().SequenceEqual("little"u8))
        {
            throw Broken(path, "Storages in little-endian order.", "another byteorder", "save the file on a little-endian machine");
        }

        var storages = new TorchStorages($"{path}:{pickles[0]}", stream.Length, options);
        using var pickle = new MemoryStream(Bytes(path, entries[pickles[0]], stream.Length));
        object? root = new PickleMachine(new PickleInput($"{path}:{pickles[0]}", pickle), storages).Run();
        foreach (TorchStorage storage in storages.All)
        {
            string name = $"{folder}/data/{storage.Key}";
            ZipArchiveEntry entry = entries.GetValueOrDefault(name) ?? throw Broken(path, $"Storage \"{storage.Key}\" as entry {name}.", "no such entry", "copy or download the file again");
            long expected = storage.Count * storage.Element.Size();
            if (entry.Length != expected)
            {
                throw Broken(path, $"{name} has {storage.Count} elements of {storage.Element}: {expected} bytes.", $"{entry.Length} bytes", "copy or download the file again");
            }

            TorchValues.Fill(storage, Bytes(path, entry, stream.Length));
        }

        return new TorchCheckpoint(path, root);
    }

    /// <summary>The content of an entry, which is not larger than the file because it is not compressed.</summary>
    private static byte[] Bytes(string path, ZipArchiveEntry entry, long fileLength)
    {
        if (entry.Length != entry.CompressedLength || entry.Length > Math.Min(fileLength, int.MaxValue - 64))
        {
            throw Broken(
                path,
                $"Entries without compression and not larger than the file of {fileLength} bytes.",
                $"{entry.FullName}: {entry.CompressedLength} bytes for {entry.Length}",
                "save the file again with torch.save");
        }

        var bytes = new byte[entry.Length];
        using Stream content = entry.Open();
        content.ReadExactly(bytes);
        return bytes;
    }

    private static HoneFormatException Broken(string path, string expected, string got, string? tryThis = null) =>
        new(path, null, expected, got, tryThis ?? "save the file again with torch.save");
}
