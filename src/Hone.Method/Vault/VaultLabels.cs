using System.Security.Cryptography;
using System.Text;

namespace Hone.Method;

/// <summary>
/// The file <c>vault/labels.bin</c>: a magic word, the hash of the rest, a count, and (id, label) pairs sorted by id. It keeps the
/// labels apart, out of the way of every loader; it is not encryption.
/// </summary>
internal sealed class VaultLabels
{
    private static readonly byte[] Magic = "HONEVLT1"u8.ToArray();

    private readonly SortedDictionary<string, double> _labels;

    private VaultLabels(SortedDictionary<string, double> labels)
    {
        _labels = labels;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Body()));
    }

    public string Hash { get; }

    public IReadOnlyDictionary<string, double> Values => _labels;

    public static VaultLabels Of(IReadOnlyList<string> ids, IReadOnlyList<double> labels)
    {
        var sorted = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < ids.Count; i++)
        {
            sorted[ids[i]] = labels[i];
        }

        return new VaultLabels(sorted);
    }

    public void Write(string path)
    {
        ProjectFile.Write(path, stream =>
        {
            stream.Write(Magic);
            stream.Write(Convert.FromHexString(Hash));
            stream.Write(Body());
        });
    }

    public static VaultLabels Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(
                ExitCode.BadInput, "the sealed labels", exception.Message, path, "seal the test labels again: the split is frozen, so they are the same", exception);
        }

        int header = Magic.Length + SHA256.HashSizeInBytes;
        bool whole = bytes.Length >= header
            && bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic)
            && SHA256.HashData(bytes.AsSpan(header)).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, SHA256.HashSizeInBytes));
        if (!whole)
        {
            throw new StorageException(
                ExitCode.BadInput,
                "sealed labels whose checksum holds",
                $"{bytes.Length} bytes that are damaged or of another kind",
                path,
                "remove the file and seal the test labels again: the split is frozen, so they are the same");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, header, bytes.Length - header), Encoding.UTF8);
        int count = reader.ReadInt32();
        var labels = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string id = reader.ReadString();
            labels[id] = reader.ReadDouble();
        }

        return new VaultLabels(labels);
    }

    private byte[] Body()
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(_labels.Count);
            foreach (KeyValuePair<string, double> label in _labels)
            {
                writer.Write(label.Key);
                writer.Write(label.Value);
            }
        }

        return memory.ToArray();
    }
}
