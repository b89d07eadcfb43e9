using System.Buffers.Binary;

namespace Hone.Learn.Data;

/// <summary>Decodes the first frame of one GIF file.</summary>
internal ref struct GifDecoder
{
    private const int HeaderLength = 13;
    private const byte Extension = 0x21;
    private const byte GraphicControl = 0xF9;
    private const byte Frame = 0x2C;

    private readonly ReadOnlySpan<byte> _file;
    private readonly string _name;
    private readonly GifOptions _options;
    private int _position;
    private int _width;
    private int _height;
    private int? _transparent;
    private ReadOnlySpan<byte> _palette;
    private string? _warning;

    private GifDecoder(ReadOnlySpan<byte> file, string name, GifOptions options)
    {
        _file = file;
        _name = name;
        _options = options;
    }

    private readonly int Channels => _transparent is null ? 3 : 4;

    public static DecodedImage Decode(ReadOnlySpan<byte> file, string name, GifOptions options)
    {
        var decoder = new GifDecoder(file, name, options);
        decoder.ReadHeader();
        decoder.FindFrame();
        return decoder.ReadFrame();
    }

    public static ImageInfo Identify(ReadOnlySpan<byte> file, string name, GifOptions options)
    {
        var decoder = new GifDecoder(file, name, options);
        decoder.ReadHeader();
        decoder.FindFrame();
        return new ImageInfo(ImageFormat.Gif, decoder._width, decoder._height, decoder.Channels);
    }

    private void ReadHeader()
    {
        if (!Gif.IsGif(_file) || _file.Length < HeaderLength)
        {
            throw new HoneFormatException(
                _name,
                0,
                $"A GIF file starts with GIF87a or GIF89a and has at least {HeaderLength} bytes.",
                $"{_file.Length} bytes: {Convert.ToHexString(_file[..Math.Min(_file.Length, 6)])}",
                $"read it with {nameof(ImageFile)}, which finds out what it is");
        }

        _width = BinaryPrimitives.ReadUInt16LittleEndian(_file[6..]);
        _height = BinaryPrimitives.ReadUInt16LittleEndian(_file[8..]);
        if (_width == 0 || _height == 0)
        {
            throw new HoneFormatException(_name, 6, "Width and height of a GIF are 1 to 65535.", $"{_width} x {_height}");
        }

        if ((long)_width * _height > _options.MaximumPixels)
        {
            throw new HoneFormatException(
                _name,
                6,
                $"An image may have at most {_options.MaximumPixels} pixels.",
                $"{_width} x {_height} = {(long)_width * _height} pixels",
                $"raise {nameof(GifOptions.MaximumPixels)} if the file can be trusted");
        }

        _position = HeaderLength;
        _palette = Palette(_file[10]);
    }

    /// <summary>A palette, when the flags announce one.</summary>
    private ReadOnlySpan<byte> Palette(byte flags) => (flags & 0x80) == 0 ? [] : Take(3 << ((flags & 7) + 1));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _file.Length - _position)
        {
            throw new HoneFormatException(
                _name,
                _position,
                $"The GIF file must go on with {count} bytes.",
                $"{_file.Length - _position} bytes to the end of the file ({_file.Length} bytes)",
                "fetch the file again from its origin; it is truncated or damaged");
        }

        ReadOnlySpan<byte> bytes = _file.Slice(_position, count);
        _position += count;
        return bytes;
    }

    /// <summary>Goes over the extensions to the first frame and remembers its transparent color.</summary>
    private void FindFrame()
    {
        while (true)
        {
            byte kind = Take(1)[0];
            if (kind == Frame)
            {
                return;
            }

            if (kind != Extension)
            {
                throw new HoneFormatException(_name, _position - 1, "A GIF has extensions and then a frame.", $"block {kind:X2}", "write the file again with another program");
            }

            byte label = Take(1)[0];
            while (true)
            {
                ReadOnlySpan<byte> data = Take(Take(1)[0]);
                if (data.IsEmpty)
                {
                    break;
                }

                if (label == GraphicControl && data.Length >= 4)
                {
                    _transparent = (data[0] & 1) != 0 ? data[3] : null;
                }
            }
        }
    }

    private DecodedImage ReadFrame()
    {
        int start = _position;
        ReadOnlySpan<byte> frame = Take(9);
        int left = BinaryPrimitives.ReadUInt16LittleEndian(frame);
        int top = BinaryPrimitives.ReadUInt16LittleEndian(frame[2..]);
        int width = BinaryPrimitives.ReadUInt16LittleEndian(frame[4..]);
        int height = BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]);
        byte flags = frame[8];
        ReadOnlySpan<byte> own = Palette(flags);
        ReadOnlySpan<byte> palette = own.IsEmpty ? _palette : own;
        if (palette.IsEmpty || width == 0 || height == 0 || left + width > _width || top + height > _height)
        {
            throw new HoneFormatException(
                _name,
                start,
                $"The first frame of a GIF lies inside its {_width} x {_height} pixels and has a palette.",
                $"{width} x {height} pixels at ({left}, {top}), {palette.Length / 3} colors");
        }

        int codeSize = Take(1)[0];
        if (codeSize is < 1 or > 8)
        {
            throw new HoneFormatException(_name, _position - 1, "The codes of a GIF start with 1 to 8 bits.", $"{codeSize} bits");
        }

        var indices = new byte[width * height];
        int filled = GifLzw.Expand(_file[_position..], codeSize, indices);
        if (filled < indices.Length)
        {
            Damaged(start, filled, indices.Length);
        }

        bool isInterlaced = (flags & 0x40) != 0;
        ImageData image = Paint(indices, filled, left, top, width, height, palette, isInterlaced);
        return new DecodedImage(image, new ImageInfo(ImageFormat.Gif, _width, _height, Channels), _warning);
    }

    private void Damaged(int offset, int filled, int needed)
    {
        var error = new HoneFormatException(
            _name,
            offset,
            $"The first frame of a GIF has codes for {needed} pixels.",
            $"valid codes for {filled}",
            $"fetch the file again from its origin, or accept part of the image with {nameof(DamagePolicy)}.{nameof(DamagePolicy.Partial)}");
        _warning = _options.Damage == DamagePolicy.Fail ? throw error : error.Message;
    }

    /// <summary>Puts the frame into the image; what it leaves out stays black, or has the transparent color when there is one. That color keeps its red, green and blue, as in Pillow: without alpha they are seen.</summary>
    private readonly ImageData Paint(ReadOnlySpan<byte> indices, int filled, int left, int top, int width, int height, ReadOnlySpan<byte> palette, bool isInterlaced)
    {
        int channels = Channels;
        var pixels = new byte[_width * _height * channels];
        if (_transparent is { } color && 3 * color < palette.Length)
        {
            for (int at = 0; at < pixels.Length; at += channels)
            {
                palette.Slice(3 * color, 3).CopyTo(pixels.AsSpan(at));
            }
        }

        for (int row = 0; row < height && row * width < filled; row++)
        {
            int y = top + (isInterlaced ? InterlacedRow(row, height) : row);
            int end = Math.Min(width, filled - (row * width));
            for (int x = 0; x < end; x++)
            {
                int index = indices[(row * width) + x];
                Span<byte> pixel = pixels.AsSpan(((y * _width) + left + x) * channels, channels);
                if (index == _transparent)
                {
                    continue;
                }

                if (3 * index < palette.Length)
                {
                    palette.Slice(3 * index, 3).CopyTo(pixel);
                }

                if (channels == 4)
                {
                    pixel[3] = byte.MaxValue;
                }
            }
        }

        return new ImageData(_width, _height, channels, pixels);
    }

    /// <summary>Where a stored row belongs: every eighth, those between, every fourth between, the rest.</summary>
    private static int InterlacedRow(int row, int height)
    {
        int first = (height + 7) / 8;
        int second = first + ((height + 3) / 8);
        int third = second + ((height + 1) / 4);
        if (row < first)
        {
            return row * 8;
        }

        if (row < second)
        {
            return ((row - first) * 8) + 4;
        }

        return row < third ? ((row - second) * 4) + 2 : ((row - third) * 2) + 1;
    }
}
