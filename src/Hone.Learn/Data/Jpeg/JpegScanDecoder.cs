namespace Hone.Learn.Data;

/// <summary>Decodes the entropy-coded data of one scan, into samples for a sequential image, into coefficients for a progressive one.</summary>
internal ref struct JpegScanDecoder
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly JpegFrame _frame;
    private readonly JpegScanHeader _scan;
    private readonly int _restartInterval;
    private readonly Span<byte> _segment;
    private readonly Span<short> _block;
    private int _endRun;

    /// <summary>Prepares a scan.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="restartInterval">Units between restart markers; 0 for none.</param>
    /// <param name="segment">Space for the rest of the file and <see cref="JpegEntropySegment.Padding"/>.</param>
    /// <param name="block">Space for 64 coefficients.</param>
    public JpegScanDecoder(ReadOnlySpan<byte> file, JpegFrame frame, JpegScanHeader scan, int restartInterval, Span<byte> segment, Span<short> block)
    {
        _file = file;
        _frame = frame;
        _scan = scan;
        _restartInterval = restartInterval;
        _segment = segment;
        _block = block;
    }

    /// <summary>The first damage that was found; null when there was none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where the damaged segment starts in the file.</summary>
    public int ProblemOffset { get; private set; }

    private readonly bool IsInterleaved => _scan.Components.Length > 1;

    /// <summary>Decodes all units; after damage it goes on at the next restart marker when there is one.</summary>
    /// <param name="position">Where the data starts; afterwards the marker behind it.</param>
    /// <param name="policy">Whether to go on after damage at all.</param>
    public void Decode(ref int position, DamagePolicy policy)
    {
        JpegComponent first = _scan.Components[0];
        int unitsWide = IsInterleaved ? _frame.UnitsWide : first.BlocksWide;
        int units = unitsWide * (IsInterleaved ? _frame.UnitsHigh : first.BlocksHigh);
        int unit = 0;
        int expected = 0;
        while (unit < units)
        {
            int start = position;
            int length = JpegEntropySegment.Copy(_file, ref position, _segment);
            int end = _restartInterval == 0 ? units : Math.Min(unit + _restartInterval, units);
            int reached = DecodeSegment(length, unit, end, unitsWide);
            if (reached < end)
            {
                Report(start, $"damage in unit {reached} of {units}");
            }

            unit = end;
            if (unit == units || (Problem is not null && policy == DamagePolicy.Fail))
            {
                return;
            }

            if (position + 1 >= _file.Length || !JpegMarker.IsRestart(_file[position + 1]))
            {
                Report(position, $"no restart marker after unit {unit} of {units}");
                return;
            }

            // Markers count modulo 8; a gap tells how many segments are missing.
            int missing = (_file[position + 1] - JpegMarker.FirstRestart - expected) & 7;
            if (missing > 0)
            {
                Report(position, $"restart marker {(expected + missing) & 7} where {expected} is due, after unit {unit} of {units}");
            }

            unit = (int)Math.Min(unit + ((long)missing * _restartInterval), units);
            expected = (expected + missing + 1) & 7;
            position += 2;
        }
    }

    private void Report(int offset, string problem)
    {
        if (Problem is null)
        {
            Problem = problem;
            ProblemOffset = offset;
        }
    }

    /// <summary>Decodes units until the end or the first damage.</summary>
    /// <returns>The first unit that was not decoded.</returns>
    private int DecodeSegment(int length, int unit, int end, int unitsWide)
    {
        var reader = new JpegBitReader(_segment[..(length + JpegEntropySegment.Padding)], length);
        _endRun = 0;
        foreach (JpegComponent component in _scan.Components)
        {
            component.DcPrediction = 0;
        }

        int y = unit / unitsWide;
        int x = unit % unitsWide;
        for (; unit < end; unit++)
        {
            bool isValid = IsInterleaved ? DecodeUnit(ref reader, x, y) : DecodeBlock(ref reader, _scan.Components[0], x, y);
            if (!isValid || reader.IsPastEnd)
            {
                return unit;
            }

            x++;
            if (x == unitsWide)
            {
                x = 0;
                y++;
            }
        }

        return unit;
    }

    private bool DecodeUnit(ref JpegBitReader reader, int x, int y)
    {
        foreach (JpegComponent component in _scan.Components)
        {
            for (int v = 0; v < component.V; v++)
            {
                for (int h = 0; h < component.H; h++)
                {
                    if (!DecodeBlock(ref reader, component, (x * component.H) + h, (y * component.V) + v))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private bool DecodeBlock(ref JpegBitReader reader, JpegComponent component, int x, int y)
    {
        if (!_frame.IsProgressive)
        {
            _block.Clear();
            if (!JpegBlockReader.Sequential(ref reader, component, _block, out bool hasAc))
            {
                return false;
            }

            JpegInverseTransform.Apply(_block, component, x, y, hasAc);
            return true;
        }

        Span<short> block = component.Block(x, y);
        if (_scan.First > 0)
        {
            return _scan.IsRefinement
                ? JpegBlockReader.AcRefine(ref reader, _scan, component.AcTable, block, ref _endRun)
                : JpegBlockReader.AcFirst(ref reader, _scan, component.AcTable, block, ref _endRun);
        }

        if (!_scan.IsRefinement)
        {
            return JpegBlockReader.DcFirst(ref reader, component, block, _scan.Shift);
        }

        JpegBlockReader.DcRefine(ref reader, block, _scan.Shift);
        return true;
    }
}
