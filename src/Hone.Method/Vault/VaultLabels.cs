using System.Security.Cryptography;
using System.Text;

namespace Hone.Method;

/// <summary>
/// The file <c>vault/labels.bin</c>: a magic word, the hash of the rest, and labels sorted by id. It keeps the labels apart, out of the way of every loader; it is not encryption.
/// </summary>
/// <remarks>
/// Version 1 holds a count and (id, label) pairs. Version 2 holds a count, how many numbers a label has, the names of the classes, and (id, numbers): keypoints have many numbers,
/// and names say which number is which class. Labels of one number without names are still written as version 1.
/// </remarks>
internal sealed class VaultLabels
{
    // A count that a damaged file could claim: more would not fit into the memory of a test part.
    private const int MostNumbers = 1 << 20;

    private static readonly byte[] FirstMagic = "HONEVLT1"u8.ToArray();
    private static readonly byte[] SecondMagic = "HONEVLT2"u8.ToArray();

    private readonly SortedDictionary<string, double[]> _labels;

    private VaultLabels(SortedDictionary<string, double[]> labels, int width, IReadOnlyList<string> classNames)
    {
        _labels = labels;
        Width = width;
        ClassNames = classNames;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Body()));
    }

    public string Hash { get; }

    /// <summary>How many numbers a label has: 1 for classes and values, 2 for each point.</summary>
    public int Width { get; }

    /// <summary>The names of the classes by number; empty for values, and where nobody told.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    public int Count => _labels.Count;

    public IReadOnlyDictionary<string, double[]> Values => _labels;

    private bool IsFirstVersion => Width == 1 && ClassNames.Count == 0;

    /// <summary>Joins ids and labels; <paramref name="labels"/> is <c>[ids, width]</c>, item by item.</summary>
    public static VaultLabels Of(IReadOnlyList<string> ids, IReadOnlyList<double> labels, IReadOnlyList<string>? classNames = null)
    {
        int width = ids.Count == 0 ? 1 : labels.Count / ids.Count;
        var sorted = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        for (int item = 0; item < ids.Count; item++)
        {
            sorted[ids[item]] = [.. Enumerable.Range(item * width, width).Select(at => labels[at])];
        }

        return new VaultLabels(sorted, width, classNames ?? []);
    }

    /// <summary>The same labels as an earlier version of Hone sealed them.</summary>
    public VaultLabels WithoutNames() => new(_labels, Width, []);

    public void Write(string path) => ProjectFile.Write(path, stream =>
    {
        stream.Write(IsFirstVersion ? FirstMagic : SecondMagic);
        stream.Write(Convert.FromHexString(Hash));
        stream.Write(Body());
    });

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

        int header = FirstMagic.Length + SHA256.HashSizeInBytes;
        bool isFirst = bytes.AsSpan().StartsWith(FirstMagic);
        bool whole = bytes.Length >= header
            && (isFirst || bytes.AsSpan().StartsWith(SecondMagic))
            && SHA256.HashData(bytes.AsSpan(header)).AsSpan().SequenceEqual(bytes.AsSpan(FirstMagic.Length, SHA256.HashSizeInBytes));
        if (!whole)
        {
            throw Damaged(path, bytes.Length);
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, header, bytes.Length - header), Encoding.UTF8);
        try
        {
            return ReadBody(reader, isFirst);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            // The checksum holds, and the content is still none: a file that somebody made.
            throw Damaged(path, bytes.Length);
        }
    }

    private static VaultLabels ReadBody(BinaryReader reader, bool isFirst)
    {
        int count = reader.ReadInt32();
        int width = isFirst ? 1 : reader.ReadInt32();
        int classes = isFirst ? 0 : reader.ReadInt32();
        if (width is < 1 or > MostNumbers || classes is < 0 or > MostNumbers)
        {
            throw new InvalidDataException();
        }

        string[] names = [.. Enumerable.Range(0, classes).Select(_ => reader.ReadString())];
        var labels = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        for (int item = 0; item < count; item++)
        {
            string id = reader.ReadString();
            labels[id] = [.. Enumerable.Range(0, width).Select(_ => reader.ReadDouble())];
        }

        return new VaultLabels(labels, width, names);
    }

    private static StorageException Damaged(string path, int length) => new(
        ExitCode.BadInput,
        "sealed labels whose checksum holds",
        $"{length} bytes that are damaged or of another kind",
        path,
        "remove the file and seal the test labels again: the split is frozen, so they are the same");

    private byte[] Body()
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(_labels.Count);
            if (!IsFirstVersion)
            {
                writer.Write(Width);
                writer.Write(ClassNames.Count);
                foreach (string name in ClassNames)
                {
                    writer.Write(name);
                }
            }

            foreach ((string id, double[] numbers) in _labels)
            {
                writer.Write(id);
                foreach (double number in numbers)
                {
                    writer.Write(number);
                }
            }
        }

        return memory.ToArray();
    }
}
