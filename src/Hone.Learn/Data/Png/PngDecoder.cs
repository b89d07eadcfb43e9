using System.Buffers.Binary;
using System.IO.Compression;

namespace Hone.Learn.Data;

/// <summary>Decodes one PNG file: collects its chunks, inflates, undoes the row filters, expands the samples.</summary>
internal ref struct PngDecoder
{
    // Deflate cannot do better; it bounds what a small file may announce.
    private const long HighestCompressionRatio = 1032;

    private readonly ReadOnlySpan<byte> _file;
    private readonly string _name;
    private readonly PngOptions _options;
    private PngHeader _header;
    private ReadOnlySpan<byte> _palette;
    private ReadOnlySpan<byte> _transparency;
    private bool _hasTransparency;
    private ImageOrientation _orientation = ImageOrientation.Normal;

    private PngDecoder(ReadOnlySpan<byte> file, string name, PngOptions options)
    {
        _file = file;
        _name = name;
        _options = options;
    }

    public static DecodedImage Decode(ReadOnlySpan<byte> file, string name, PngOptions options)
    {
        var decoder = new PngDecoder(file, name, options);
        byte[] compressed = decoder.CollectChunks();
        byte[] rows = decoder.Inflate(compressed);
        ImageData image = decoder.Expand(rows);
        return new DecodedImage(options.ApplyOrientation ? OrientationTransform.Apply(image, decoder._orientation) : image, decoder.Info());
    }

    /// <summary>Reads up to the image data.</summary>
    public static ImageInfo Identify(ReadOnlySpan<byte> file, string name, PngOptions options)
    {
        var decoder = new PngDecoder(file, name, options);
        var reader = new PngChunkReader(file, name);
        PngChunk first = reader.Next();
        if (first.Type != PngChunk.Header)
        {
            throw decoder.Misplaced(first, "The first chunk of a PNG is IHDR.");
        }

        decoder._header = PngHeader.Parse(first, name, options);

        // A tRNS chunk, which stands before the image data, adds alpha.
        while (true)
        {
            PngChunk chunk = reader.Next();
            if (chunk.Type is PngChunk.ImageBytes or PngChunk.End)
            {
                return decoder.Info();
            }

            decoder._hasTransparency |= chunk.Type == PngChunk.Transparency;
            decoder.ReadOrientation(chunk);
        }
    }

    private readonly ImageInfo Info() => new(ImageFormat.Png, _header.Width, _header.Height, OutputChannels(), _orientation);

    private byte[] CollectChunks()
    {
        var reader = new PngChunkReader(_file, _name);
        PngChunk first = reader.Next();
        if (first.Type != PngChunk.Header)
        {
            throw Misplaced(first, "The first chunk of a PNG is IHDR.");
        }

        _header = PngHeader.Parse(first, _name, _options);
        var compressed = new MemoryStream();
        bool hasImage = false;
        bool imageIsOver = false;
        while (true)
        {
            PngChunk chunk = reader.Next();
            imageIsOver |= hasImage && chunk.Type != PngChunk.ImageBytes;
            switch (chunk.Type)
            {
                case PngChunk.ImageBytes:
                    StartImage(chunk, imageIsOver);
                    hasImage = true;
                    compressed.Write(chunk.Data);
                    break;
                case PngChunk.Palette:
                    ReadPalette(chunk, hasImage);
                    break;
                case PngChunk.Transparency:
                    ReadTransparency(chunk, hasImage);
                    break;
                case PngChunk.Exif:
                    ReadOrientation(chunk);
                    break;
                case PngChunk.End when hasImage:
                    return compressed.ToArray();
                default:
                    // Unknown chunks that are not critical, gamma and text among them, do not change the pixels we return.
                    if (chunk.IsCritical)
                    {
                        throw Misplaced(chunk, "After IHDR a PNG has at most one PLTE, then IDAT, then IEND as its critical chunks.");
                    }

                    break;
            }
        }
    }

    /// <summary>An eXIf chunk holds what the APP1 segment of a JPEG holds behind its name.</summary>
    private void ReadOrientation(PngChunk chunk)
    {
        if (chunk.Type == PngChunk.Exif)
        {
            _orientation = ExifOrientation.FindTiff(chunk.Data) ?? _orientation;
        }
    }

    private readonly void StartImage(PngChunk chunk, bool imageIsOver)
    {
        if (imageIsOver)
        {
            throw Misplaced(chunk, "The IDAT chunks of a PNG follow each other without others between them.");
        }

        if (_header.ColorType == PngColorType.Palette && _palette.IsEmpty)
        {
            throw Misplaced(chunk, "A PNG with a palette has its PLTE chunk before IDAT.");
        }
    }

    private void ReadPalette(PngChunk chunk, bool hasImage)
    {
        if (hasImage || !_palette.IsEmpty || _hasTransparency || _header.ColorType is PngColorType.Gray or PngColorType.GrayAlpha)
        {
            throw Misplaced(chunk, "PLTE appears at most once, before tRNS and IDAT, and not in gray images.");
        }

        int most = _header.ColorType == PngColorType.Palette ? 1 << _header.BitDepth : 256;
        int entries = chunk.Data.Length / 3;
        if (chunk.Data.Length % 3 != 0 || entries < 1 || entries > most)
        {
            throw new HoneFormatException(_name, chunk.Offset, $"PLTE has 3 bytes for each of 1 to {most} colors.", $"{chunk.Data.Length} bytes");
        }

        _palette = chunk.Data;
    }

    private void ReadTransparency(PngChunk chunk, bool hasImage)
    {
        bool hasAlpha = _header.ColorType is PngColorType.GrayAlpha or PngColorType.Rgba;
        bool lacksPalette = _header.ColorType == PngColorType.Palette && _palette.IsEmpty;
        if (hasImage || _hasTransparency || hasAlpha || lacksPalette)
        {
            throw Misplaced(chunk, "tRNS appears at most once, after PLTE and before IDAT, and not in images with alpha.");
        }

        int length = chunk.Data.Length;
        bool fits = _header.ColorType switch
        {
            PngColorType.Gray => length == 2,
            PngColorType.Rgb => length == 6,
            _ => length >= 1 && length <= _palette.Length / 3,
        };
        if (!fits)
        {
            throw new HoneFormatException(
                _name,
                chunk.Offset,
                "tRNS has 2 bytes for gray, 6 for RGB, and at most one for each palette color.",
                $"{length} bytes in an image of type {_header.ColorType}{(_palette.IsEmpty ? "" : $" with {_palette.Length / 3} colors")}");
        }

        _transparency = chunk.Data;
        _hasTransparency = true;
    }

    private readonly HoneFormatException Misplaced(PngChunk chunk, string rule)
    {
        return new HoneFormatException(_name, chunk.Offset - 8, rule, $"chunk {chunk.Name} of {chunk.Data.Length} bytes", "write the file again with another program");
    }

    private readonly byte[] Inflate(byte[] compressed)
    {
        long length = 0;
        foreach (PngPass pass in PngPass.Of(_header))
        {
            int width = pass.Width(_header);
            length += width == 0 ? 0 : (long)pass.Height(_header) * (1 + _header.RowLength(width));
        }

        if (length > Array.MaxLength || length > compressed.Length * HighestCompressionRatio)
        {
            throw new HoneFormatException(
                _name,
                null,
                $"{_header.Width} x {_header.Height} pixels of {_header.BitsPerPixel} bits need {length} bytes after decompression.",
                $"{compressed.Length} compressed bytes, which hold at most {Math.Min(Array.MaxLength, compressed.Length * HighestCompressionRatio)}",
                "fetch the file again from its origin; it is truncated or damaged");
        }

        var rows = new byte[length];
        try
        {
            using var inflater = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
            int read = inflater.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false);
            bool hasMore = inflater.ReadByte() >= 0;
            if (read < rows.Length || hasMore)
            {
                throw WrongAmount(length, hasMore ? $"more than {read} bytes" : $"{read} bytes", null);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // The bytes lie in memory, so an IOException comes from zlib: data that ask for a preset dictionary, which PNG does not have.
            throw WrongAmount(length, $"{compressed.Length} compressed bytes that do not decompress: {error.Message}", error);
        }

        return rows;
    }

    private readonly HoneFormatException WrongAmount(long length, string got, Exception? inner)
    {
        return new HoneFormatException(
            _name,
            null,
            $"The image data of {_header.Width} x {_header.Height} pixels decompress to {length} bytes.",
            got,
            "fetch the file again from its origin; it is damaged",
            inner);
    }

    private readonly ImageData Expand(byte[] rows)
    {
        int channels = OutputChannels();
        long size = (long)_header.Width * _header.Height * channels;
        if (size > Array.MaxLength)
        {
            throw new HoneFormatException(_name, null, $"A decoded image has at most {Array.MaxLength} bytes.", $"{size} bytes");
        }

        var pixels = new byte[size];
        int position = 0;
        foreach (PngPass pass in PngPass.Of(_header))
        {
            int width = pass.Width(_header);
            int height = pass.Height(_header);
            if (width == 0 || height == 0)
            {
                continue;
            }

            int rowLength = _header.RowLength(width);
            ReadOnlySpan<byte> above = new byte[rowLength];
            for (int y = 0; y < height; y++)
            {
                byte filter = rows[position];
                if (filter > PngFilter.Paeth)
                {
                    throw new HoneFormatException(_name, null, "A row filter of a PNG is 0 to 4.", $"filter {filter} at byte {position} of the inflated data");
                }

                Span<byte> row = rows.AsSpan(position + 1, rowLength);
                PngFilter.Undo(filter, row, above, _header.FilterDistance);
                int first = (((pass.StartY + (y * pass.StepY)) * _header.Width) + pass.StartX) * channels;
                ExpandRow(row, pixels.AsSpan(first), width, pass.StepX * channels);
                above = row;
                position += 1 + rowLength;
            }
        }

        return new ImageData(_header.Width, _header.Height, channels, pixels);
    }

    private readonly int OutputChannels()
    {
        int alpha = _hasTransparency ? 1 : 0;
        return _header.ColorType switch
        {
            PngColorType.Gray => 1 + alpha,
            PngColorType.GrayAlpha => 2,
            PngColorType.Rgba => 4,
            _ => 3 + alpha,
        };
    }

    /// <summary>Writes the pixels of one row, <paramref name="step"/> bytes apart.</summary>
    private readonly void ExpandRow(ReadOnlySpan<byte> row, Span<byte> target, int width, int step)
    {
        bool isStoredAsReturned = _header.BitDepth == 8 && _header.ColorType != PngColorType.Palette && !_hasTransparency;
        if (isStoredAsReturned && step == _header.Samples)
        {
            row.CopyTo(target);
            return;
        }

        for (int x = 0; x < width; x++)
        {
            Span<byte> pixel = target[(x * step)..];
            if (_header.ColorType == PngColorType.Palette)
            {
                ExpandIndex(Sample(row, x), pixel);
            }
            else
            {
                ExpandSamples(row, x * _header.Samples, pixel);
            }
        }
    }

    private readonly void ExpandIndex(int index, Span<byte> pixel)
    {
        if (index * 3 >= _palette.Length)
        {
            throw new HoneFormatException(_name, null, $"A palette of {_palette.Length / 3} colors has the indices 0 to {(_palette.Length / 3) - 1}.", $"index {index}");
        }

        _palette.Slice(index * 3, 3).CopyTo(pixel);
        if (_hasTransparency)
        {
            pixel[3] = index < _transparency.Length ? _transparency[index] : byte.MaxValue;
        }
    }

    private readonly void ExpandSamples(ReadOnlySpan<byte> row, int first, Span<byte> pixel)
    {
        bool isTransparent = _hasTransparency;
        for (int i = 0; i < _header.Samples; i++)
        {
            int sample = Sample(row, first + i);
            pixel[i] = ToByte(sample);
            isTransparent = isTransparent && sample == TransparentSample(i);
        }

        if (_hasTransparency)
        {
            pixel[_header.Samples] = isTransparent ? byte.MinValue : byte.MaxValue;
        }
    }

    // Samples smaller than 16 bits compare by their own bits only, as the format demands.
    private readonly int TransparentSample(int index)
    {
        return BinaryPrimitives.ReadUInt16BigEndian(_transparency[(2 * index)..]) & ((1 << _header.BitDepth) - 1);
    }

    private readonly int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (_header.BitDepth)
        {
            case 8:
                return row[index];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
            default:
                int bit = index * _header.BitDepth;
                int shift = 8 - _header.BitDepth - (bit % 8);
                return (row[bit / 8] >> shift) & ((1 << _header.BitDepth) - 1);
        }
    }

    // round(sample * 255 / maximum): exact for every depth, so 16 bits are rounded and not cut.
    private readonly byte ToByte(int sample)
    {
        int maximum = (1 << _header.BitDepth) - 1;
        return (byte)(((sample * 255) + (maximum / 2)) / maximum);
    }
}
