using System.Globalization;
using System.Text;

namespace Hone.Learn.Data;

/// <summary>Walks through a tar archive. Memory is taken as bytes arrive, never because a header announces them.</summary>
internal sealed class TarEntries(Stream content, string path, TarOptions options)
{
    private const int MostDescriptionBytes = 1 << 20;
    private const int Step = 1 << 20;

    private readonly byte[] _block = new byte[TarHeader.BlockLength];
    private long _position;
    private int _count;
    private long _total;

    /// <summary>All regular files, in the order of the archive.</summary>
    public IEnumerable<ArchiveEntry> Read()
    {
        string? longName = null;
        long? longLength = null;
        while (ReadBlock())
        {
            long at = _position - TarHeader.BlockLength;
            TarHeader header = TarHeader.Parse(_block) ?? throw Broken(at, "A header of a tar archive, with its checksum and an octal size.", "another checksum or size");
            if (header.Kind == TarHeader.GnuLongName)
            {
                longName = TarHeader.Text(ReadDescription(header, at));
                continue;
            }

            if (header.Kind == TarHeader.Extended)
            {
                (longName, longLength) = Records(ReadDescription(header, at), at);
                continue;
            }

            string name = longName ?? header.Name;
            long length = longLength ?? header.Length;
            longName = null;
            longLength = null;
            if (header.IsFile)
            {
                Count(name, length, at);
                yield return new ArchiveEntry(name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name, ReadBytes(length, at));
            }
            else
            {
                // Folders, links, devices and records about the whole archive.
                SkipContent(length, at);
            }
        }
    }

    /// <summary>Reads the next header; false at the end of the archive, which is a block of zeros or the end of the stream.</summary>
    private bool ReadBlock()
    {
        int read = content.ReadAtLeast(_block, _block.Length, throwOnEndOfStream: false);
        if (read is not 0 && read < _block.Length)
        {
            throw Broken(_position, "Whole blocks of 512 bytes.", $"{read} bytes at the end");
        }

        _position += read;
        return read > 0 && _block.ContainsAnyExcept((byte)0);
    }

    private void Count(string name, long length, long at)
    {
        _count++;
        if (_count > options.MaximumFiles || length > options.MaximumBytes - _total || length > Array.MaxLength)
        {
            throw new HoneFormatException(path, at, $"An archive of at most {options.MaximumFiles} files and {options.MaximumBytes} bytes.", $"more than that at {name} of {length} bytes", "raise the limits in TarOptions if the archive is meant");
        }

        _total += length;
    }

    private byte[] ReadDescription(TarHeader header, long at) => header.Length <= MostDescriptionBytes
        ? ReadBytes(header.Length, at)
        : throw Broken(at, $"A description of an entry of at most {MostDescriptionBytes} bytes.", $"{header.Length} bytes");

    private byte[] ReadBytes(long length, long at)
    {
        var bytes = new byte[Math.Min(length, Step)];
        int filled = 0;
        while (filled < length)
        {
            if (filled == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            }

            int read = content.Read(bytes, filled, bytes.Length - filled);
            if (read == 0)
            {
                throw Broken(at, $"An entry of {length} bytes.", $"{filled} bytes before the end");
            }

            filled += read;
        }

        _position += length;
        Skip(Filling(length), at);
        return bytes;
    }

    private void SkipContent(long length, long at)
    {
        if (length > long.MaxValue - TarHeader.BlockLength)
        {
            throw Broken(at, "An entry that fits into a file.", $"{length} bytes");
        }

        Skip(length + Filling(length), at);
    }

    private void Skip(long length, long at)
    {
        long rest = length;
        _position += length;
        while (rest > 0)
        {
            int read = content.Read(_block, 0, (int)Math.Min(rest, _block.Length));
            if (read == 0)
            {
                throw Broken(at, "An entry, filled up to whole blocks.", $"an archive that ends {rest} bytes before that");
            }

            rest -= read;
        }
    }

    private static long Filling(long length) => (TarHeader.BlockLength - (length % TarHeader.BlockLength)) % TarHeader.BlockLength;

    /// <summary>Records "LENGTH KEY=VALUE\n": the name and the size of the next entry are what matters here.</summary>
    private (string? Name, long? Length) Records(ReadOnlySpan<byte> data, long at)
    {
        string? name = null;
        long? length = null;
        while (!data.IsEmpty)
        {
            int blank = data.IndexOf((byte)' ');
            if (blank < 1 || !int.TryParse(data[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size <= blank + 1 || size > data.Length || data[size - 1] != '\n')
            {
                throw Broken(at, "Extended records: a length, a blank, key=value, a new line.", $"\"{Encoding.UTF8.GetString(data[..Math.Min(data.Length, 40)])}\"");
            }

            ReadOnlySpan<byte> record = data[(blank + 1)..(size - 1)];
            if (record.StartsWith("path="u8))
            {
                name = TarHeader.Text(record[5..]);
            }
            else if (record.StartsWith("size="u8))
            {
                length = long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                    ? value
                    : throw Broken(at, "A size in decimal digits.", $"\"{Encoding.UTF8.GetString(record)}\"");
            }

            data = data[size..];
        }

        return (name, length);
    }

    private HoneFormatException Broken(long at, string expected, string got) => new(path, at, expected, got, "fetch the archive again");
}
