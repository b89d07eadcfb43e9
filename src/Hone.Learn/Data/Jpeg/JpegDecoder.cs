using System.Buffers;
using System.Buffers.Binary;

namespace Hone.Learn.Data;

/// <summary>Decodes one JPEG file: walks its markers, collects tables, hands each scan on, and joins the components at the end.</summary>
internal ref struct JpegDecoder
{
    // A block of 64 pixels costs at least one bit in the scan of its first coefficient; it bounds what a small file may announce.
    private const long BlocksPerByte = 8;
    private const byte Middle = 128;

    private readonly ReadOnlySpan<byte> _file;
    private readonly string _name;
    private readonly JpegOptions _options;
    private readonly JpegTables _tables = new();
    private JpegFrame? _frame;
    private ImageOrientation _orientation = ImageOrientation.Normal;
    private bool _hasJfif;
    private int? _adobeTransform;
    private int _restartInterval;
    private int _position;
    private int _scans;
    private string? _warning;
    private byte[] _segment = [];

    private JpegDecoder(ReadOnlySpan<byte> file, string name, JpegOptions options)
    {
        _file = file;
        _name = name;
        _options = options;
    }

    /// <summary>Reads up to the frame header.</summary>
    public static ImageInfo Identify(ReadOnlySpan<byte> file, string name, JpegOptions options)
    {
        var decoder = new JpegDecoder(file, name, options);
        decoder.ReadStart();
        while (decoder._frame is null)
        {
            decoder.ReadSegment(headerOnly: true);
        }

        return decoder.Info();
    }

    public static DecodedImage Decode(ReadOnlySpan<byte> file, string name, JpegOptions options)
    {
        var decoder = new JpegDecoder(file, name, options);
        try
        {
            decoder.ReadStart();
            decoder.ReadAll();
            return decoder.Finish();
        }
        finally
        {
            decoder.Release();
        }
    }

    private void ReadStart()
    {
        if (!Jpeg.IsJpeg(_file))
        {
            throw new HoneFormatException(
                _name,
                0,
                "A JPEG file starts with FFD8FF.",
                _file.IsEmpty ? "an empty file" : Convert.ToHexString(_file[..Math.Min(_file.Length, 8)]),
                $"read it with {nameof(ImageFile)}, which finds out what it is");
        }

        _position = 2;
    }

    private void ReadAll()
    {
        try
        {
            while (ReadSegment(headerOnly: false))
            {
            }
        }
        catch (HoneFormatException error) when (_options.Damage == DamagePolicy.Partial && _scans > 0)
        {
            _warning ??= error.Message;
        }

        if (_frame is null || _scans == 0)
        {
            throw new HoneFormatException(
                _name,
                _position,
                "A JPEG has a frame header and at least one scan.",
                _frame is null ? "neither" : "no scan",
                "fetch the file again from its origin; it is truncated or damaged");
        }

        int missing = _frame.Components.Count(component => component.Quantization is null);
        if (missing > 0)
        {
            Damaged(_position, $"scans for {_frame.Components.Length - missing} of {_frame.Components.Length} components");
        }
    }

    /// <summary>Reads one marker and what belongs to it; false at the end of the image.</summary>
    private bool ReadSegment(bool headerOnly)
    {
        byte marker = NextMarker();
        if (marker == JpegMarker.End)
        {
            return headerOnly ? throw Truncated("a frame header before its end") : false;
        }

        if (marker == 0)
        {
            // A sequential image is complete when all of its components are; a progressive one could always have more.
            bool isComplete = _frame is { IsProgressive: false } && _frame.Components.All(component => component.Quantization is not null);
            if (headerOnly || _frame is null || _scans == 0)
            {
                throw Truncated("a frame header and a scan");
            }

            if (!isComplete)
            {
                Damaged(_file.Length, "the end of the file without an end marker");
            }

            return false;
        }

        if (JpegMarker.IsBare(marker))
        {
            return true;
        }

        int offset = _position + 2;
        ReadOnlySpan<byte> data = SegmentData(marker);
        switch (marker)
        {
            case JpegMarker.QuantizationTables:
                _tables.ReadQuantization(data, offset, _name);
                break;
            case JpegMarker.HuffmanTables:
                _tables.ReadHuffman(data, offset, _name);
                break;
            case JpegMarker.RestartInterval:
                if (data.Length != 2)
                {
                    throw new HoneFormatException(_name, offset, "A restart interval has 2 bytes.", $"{data.Length} bytes");
                }

                _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(data);
                break;
            case JpegMarker.App0:
                _hasJfif |= data.StartsWith("JFIF\0"u8);
                break;
            case JpegMarker.App1:
                _orientation = ExifOrientation.Find(data) ?? _orientation;
                break;
            case JpegMarker.App14:
                if (data.Length >= 12 && data.StartsWith("Adobe"u8))
                {
                    _adobeTransform = data[11];
                }

                break;
            case JpegMarker.Scan:
                ReadScan(data, offset);
                break;
            default:
                if (JpegMarker.IsFrame(marker))
                {
                    ReadFrame(marker, data, offset);
                }

                break;
        }

        return true;
    }

    /// <summary>The next marker, past whatever stands before it; 0 at the end of the file.</summary>
    private byte NextMarker()
    {
        while (true)
        {
            int found = _file[_position..].IndexOf(byte.MaxValue);
            if (found < 0)
            {
                _position = _file.Length;
                return 0;
            }

            _position += found;
            while (_position < _file.Length && _file[_position] == byte.MaxValue)
            {
                _position++;
            }

            if (_position >= _file.Length)
            {
                return 0;
            }

            byte marker = _file[_position];
            _position++;
            if (marker != 0)
            {
                return marker;
            }
        }
    }

    private ReadOnlySpan<byte> SegmentData(byte marker)
    {
        int remaining = _file.Length - _position;
        int length = remaining < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(_file[_position..]);
        if (length < 2 || length > remaining)
        {
            throw new HoneFormatException(
                _name,
                _position - 2,
                $"The JPEG marker FF{marker:X2} must be followed by its length, 2 or more, and its data.",
                $"length {length} with {remaining} bytes to the end of the file ({_file.Length} bytes)",
                "fetch the file again from its origin; it is truncated or damaged");
        }

        ReadOnlySpan<byte> data = _file.Slice(_position + 2, length - 2);
        _position += length;
        return data;
    }

    private void ReadFrame(byte marker, ReadOnlySpan<byte> data, int offset)
    {
        if (_frame is not null)
        {
            throw new HoneFormatException(_name, offset, "A JPEG has one frame.", $"a second frame header (marker FF{marker:X2})", "write the file again with another program");
        }

        _frame = JpegFrame.Parse(marker, data, offset, _name, _options);
        _frame.SetScale(_options.Scale);
    }

    private void ReadScan(ReadOnlySpan<byte> data, int offset)
    {
        if (_frame is null)
        {
            throw new HoneFormatException(_name, offset, "A JPEG has its frame header before its first scan.", "a scan without a frame");
        }

        JpegScanHeader scan = JpegScanHeader.Parse(_frame, data, offset, _name);
        if (_scans == _options.MaximumScans)
        {
            throw new HoneFormatException(
                _name,
                offset,
                $"A JPEG may have at most {_options.MaximumScans} scans.",
                $"scan {_scans + 1}",
                $"raise {nameof(JpegOptions.MaximumScans)} if the file can be trusted");
        }

        SetTables(scan, data, offset);
        if (_scans == 0)
        {
            Allocate();
        }

        _scans++;
        Span<short> block = stackalloc short[JpegZigzag.Size];
        var decoder = new JpegScanDecoder(_file, _frame, scan, _restartInterval, _segment, block);
        decoder.Decode(ref _position, _options.Damage);
        if (decoder.Problem is not null)
        {
            Damaged(decoder.ProblemOffset, $"{decoder.Problem}, in scan {_scans}");
        }
    }

    private readonly void SetTables(JpegScanHeader scan, ReadOnlySpan<byte> data, int offset)
    {
        for (int i = 0; i < scan.Components.Length; i++)
        {
            JpegComponent component = scan.Components[i];
            int dc = data[2 + (2 * i)] >> 4;
            int ac = data[2 + (2 * i)] & 15;
            JpegHuffmanTable? dcTable = dc > 3 ? null : _tables.Dc(dc);
            JpegHuffmanTable? acTable = ac > 3 ? null : _tables.Ac(ac);
            bool needsDc = scan.First == 0 && !scan.IsRefinement;
            if ((needsDc && dcTable is null) || (scan.Last > 0 && acTable is null))
            {
                throw new HoneFormatException(_name, offset + 2 + (2 * i), "A scan uses Huffman tables that the file has defined.", $"tables {dc} for DC and {ac} for AC");
            }

            component.DcTable = dcTable ?? component.DcTable;
            component.AcTable = acTable ?? component.AcTable;
            component.Quantization ??= _tables.Quantization(component.QuantizationIndex)
                ?? throw new HoneFormatException(
                    _name,
                    offset,
                    "A component uses a quantization table that the file has defined.",
                    $"table {component.QuantizationIndex} of component {component.Id}");
        }
    }

    /// <summary>Takes memory for the samples, and for the coefficients of a progressive image: the first moment when the limits have been checked.</summary>
    private void Allocate()
    {
        long blocks = _frame!.Components.Sum(component => (long)component.BlocksWide * component.BlocksHigh);
        if (_options.Damage == DamagePolicy.Fail && blocks > _file.Length * BlocksPerByte)
        {
            throw new HoneFormatException(
                _name,
                _file.Length,
                $"A JPEG of {_frame.Width} x {_frame.Height} pixels has at least {blocks / BlocksPerByte} bytes.",
                $"{_file.Length} bytes",
                "fetch the file again from its origin; it is truncated or damaged");
        }

        _segment = ArrayPool<byte>.Shared.Rent(_file.Length - _position + JpegEntropySegment.Padding);
        foreach (JpegComponent component in _frame.Components)
        {
            int stored = checked(component.StoredBlocksWide * component.StoredBlocksHigh);
            int samples = checked(stored * component.BlockSize * component.BlockSize);
            component.Samples = ArrayPool<byte>.Shared.Rent(samples);
            component.Samples.AsSpan(0, samples).Fill(Middle);
            if (_frame.IsProgressive)
            {
                int coefficients = checked(stored * JpegZigzag.Size);
                component.Coefficients = ArrayPool<short>.Shared.Rent(coefficients);
                component.Coefficients.AsSpan(0, coefficients).Clear();
            }
        }
    }

    private readonly DecodedImage Finish()
    {
        JpegFrame frame = _frame!;
        if (frame.IsProgressive)
        {
            foreach (JpegComponent component in frame.Components.Where(component => component.Quantization is not null))
            {
                Transform(component);
            }
        }

        ImageData image = JpegImageWriter.Join(frame, ColorModel());
        ImageData upright = _options.ApplyOrientation ? OrientationTransform.Apply(image, _orientation) : image;
        return new DecodedImage(upright, Info(), _warning);
    }

    private static void Transform(JpegComponent component)
    {
        for (int y = 0; y < component.BlocksHigh; y++)
        {
            for (int x = 0; x < component.BlocksWide; x++)
            {
                ReadOnlySpan<short> block = component.Block(x, y);
                JpegInverseTransform.Apply(block, component, x, y, block[1..].ContainsAnyExcept((short)0));
            }
        }
    }

    private readonly ImageInfo Info() => new(ImageFormat.Jpeg, _frame!.Width, _frame.Height, _frame.Components.Length == 1 ? 1 : 3, _orientation);

    /// <summary>What the components mean: markers first, then the names of the components, as libjpeg decides it.</summary>
    private readonly JpegColorModel ColorModel()
    {
        JpegComponent[] components = _frame!.Components;
        return components.Length switch
        {
            1 => JpegColorModel.Gray,
            3 when _hasJfif => JpegColorModel.YCbCr,
            3 when _adobeTransform is not null => _adobeTransform == 0 ? JpegColorModel.Rgb : JpegColorModel.YCbCr,
            3 => components[0].Id == 'R' && components[1].Id == 'G' && components[2].Id == 'B' ? JpegColorModel.Rgb : JpegColorModel.YCbCr,
            _ => _adobeTransform is null or 0 ? JpegColorModel.Cmyk : JpegColorModel.Ycck,
        };
    }

    private void Damaged(int offset, string got)
    {
        var error = new HoneFormatException(
            _name,
            offset,
            "The image data of a JPEG are complete and follow their codes.",
            got,
            $"fetch the file again from its origin, or accept part of the image with {nameof(DamagePolicy)}.{nameof(DamagePolicy.Partial)}");
        if (_options.Damage == DamagePolicy.Fail)
        {
            throw error;
        }

        _warning ??= error.Message;
    }

    private readonly HoneFormatException Truncated(string needed)
    {
        return new HoneFormatException(
            _name,
            _position,
            $"A JPEG has {needed}.",
            $"the end after {_file.Length} bytes",
            "fetch the file again from its origin; it is truncated or damaged");
    }

    private readonly void Release()
    {
        if (_segment.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_segment);
        }

        foreach (JpegComponent component in _frame?.Components ?? [])
        {
            if (component.Samples.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(component.Samples);
            }

            if (component.Coefficients.Length > 0)
            {
                ArrayPool<short>.Shared.Return(component.Coefficients);
            }
        }
    }
}
