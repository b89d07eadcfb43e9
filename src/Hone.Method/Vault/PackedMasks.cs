using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Masks by id, each deflated: the class of each pixel takes far less room than its byte.</summary>
/// <remarks>The file is a magic word, the hash of ids, sizes and classes, and the masks sorted by id. The hash is over what the masks say, so another compressor gives the same.</remarks>
internal sealed class PackedMasks
{
    // A side beyond this is a damaged file, not a picture.
    private const int MostSide = 1 << 15;

    private static readonly byte[] Magic = "HONEMSK1"u8.ToArray();

    private readonly SortedDictionary<string, PackedMask> _masks;

    private PackedMasks(SortedDictionary<string, PackedMask> masks)
    {
        _masks = masks;
        Hash = HashOf(masks);
    }

    public string Hash { get; }

    public int Count => _masks.Count;

    public IReadOnlyCollection<string> Ids => _masks.Keys;

    /// <summary>Packs masks; the class of a pixel is the byte of its first channel.</summary>
    /// <param name="ids">The id of each mask, each once.</param>
    /// <param name="read">Reads a mask by its position; called once for each.</param>
    /// <param name="cancellationToken">Ends it between masks.</param>
    public static PackedMasks Of(IReadOnlyList<string> ids, Func<int, ImageData> read, CancellationToken cancellationToken = default)
    {
        var masks = new SortedDictionary<string, PackedMask>(StringComparer.Ordinal);
        for (int item = 0; item < ids.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ImageData mask = read(item);
            masks[ids[item]] = new PackedMask(mask.Width, mask.Height, Deflate(FirstChannel(mask)));
        }

        return new PackedMasks(masks);
    }

    public bool Contains(string id) => _masks.ContainsKey(id);

    public (int Width, int Height) SizeOf(string id) => (_masks[id].Width, _masks[id].Height);

    /// <summary>The classes of a mask, <c>[height, width]</c>.</summary>
    public byte[] CodesOf(string id) => Inflate(_masks[id]);

    public void Write(string path) => ProjectFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Convert.FromHexString(Hash));
        writer.Write(_masks.Count);
        foreach ((string id, PackedMask mask) in _masks)
        {
            writer.Write(id);
            writer.Write(mask.Width);
            writer.Write(mask.Height);
            writer.Write(mask.Bytes.Length);
            writer.Write(mask.Bytes);
        }
    });

    /// <summary>Reads a file and proves that it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should hold, for the message.</param>
    /// <param name="tryThis">What to do where it does not.</param>
    public static PackedMasks Read(string path, string what, string tryThis)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(ExitCode.BadInput, what, exception.Message, path, tryThis, exception);
        }

        try
        {
            return ReadBytes(bytes);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            throw new StorageException(
                ExitCode.BadInput, $"{what} whose checksum holds", $"{bytes.Length} bytes that are damaged or of another kind", path, tryThis, exception);
        }
    }

    private static PackedMasks ReadBytes(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException();
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, bytes.Length - Magic.Length), Encoding.UTF8);
        string hash = Convert.ToHexStringLower(reader.ReadBytes(SHA256.HashSizeInBytes));
        int count = reader.ReadInt32();
        var masks = new SortedDictionary<string, PackedMask>(StringComparer.Ordinal);
        for (int item = 0; item < count; item++)
        {
            string id = reader.ReadString();
            int width = reader.ReadInt32();
            int height = reader.ReadInt32();
            int length = reader.ReadInt32();
            if (width is < 1 or > MostSide || height is < 1 or > MostSide || length < 0 || length > bytes.Length)
            {
                throw new InvalidDataException();
            }

            masks[id] = new PackedMask(width, height, reader.ReadBytes(length));
        }

        var packed = new PackedMasks(masks);
        return packed.Hash == hash ? packed : throw new InvalidDataException();
    }

    private static string HashOf(SortedDictionary<string, PackedMask> masks)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> sizes = stackalloc byte[3 * sizeof(int)];
        foreach ((string id, PackedMask mask) in masks)
        {
            byte[] name = Encoding.UTF8.GetBytes(id);
            BinaryPrimitives.WriteInt32LittleEndian(sizes, name.Length);
            BinaryPrimitives.WriteInt32LittleEndian(sizes[sizeof(int)..], mask.Width);
            BinaryPrimitives.WriteInt32LittleEndian(sizes[(2 * sizeof(int))..], mask.Height);
            hash.AppendData(sizes);
            hash.AppendData(name);
            hash.AppendData(Inflate(mask));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] FirstChannel(ImageData mask)
    {
        if (mask.Channels == 1)
        {
            return mask.Pixels;
        }

        var codes = new byte[mask.Width * mask.Height];
        for (int pixel = 0; pixel < codes.Length; pixel++)
        {
            codes[pixel] = mask.Pixels[pixel * mask.Channels];
        }

        return codes;
    }

    private static byte[] Deflate(byte[] codes)
    {
        using var memory = new MemoryStream();
        using (var deflate = new DeflateStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(codes);
        }

        return memory.ToArray();
    }

    // Exactly as many bytes as the size says: a file cannot make more of itself.
    private static byte[] Inflate(PackedMask mask)
    {
        var codes = new byte[mask.Width * mask.Height];
        using var deflate = new DeflateStream(new MemoryStream(mask.Bytes), CompressionMode.Decompress);
        deflate.ReadExactly(codes);
        return deflate.ReadByte() < 0 ? codes : throw new InvalidDataException("a mask holds more pixels than its size says");
    }
}
