using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hone.Learn.Data;

/// <summary>
/// Gives the rows of a component at the size of the image. Components with half of the samples in a direction are enlarged by a triangle filter (three
/// parts of the nearer sample, one of the farther), all others by repetition: the same rules and roundings as libjpeg's "fancy upsampling".
/// </summary>
internal sealed class JpegRowSource
{
    private readonly JpegComponent _component;
    private readonly byte[] _row;

    // Weighted sums of a column, one more at each side: the filter repeats the sample at the edge.
    private readonly ushort[] _sums;
    private readonly int[] _from;
    private readonly bool _doublesWidth;
    private readonly bool _doublesHeight;
    private readonly bool _isDirect;
    private readonly int _rowNumerator;
    private readonly int _rowDenominator;

    public JpegRowSource(JpegFrame frame, JpegComponent component)
    {
        _component = component;
        int wide = frame.MaximumH * frame.ScaledSize;
        int high = frame.MaximumV * frame.ScaledSize;
        int ownWide = component.H * component.BlockSize;
        int ownHigh = component.V * component.BlockSize;
        bool isSmooth = frame.ScaledSize > 1;
        _isDirect = wide == ownWide && high == ownHigh;
        bool isWideEnough = component.Width > 2;
        _doublesWidth = isSmooth && isWideEnough && wide == 2 * ownWide && (high == ownHigh || high == 2 * ownHigh);
        _doublesHeight = isSmooth && high == 2 * ownHigh && (wide == ownWide || _doublesWidth);
        _rowNumerator = ownHigh;
        _rowDenominator = high;
        _from = [];
        _sums = [];
        _row = [];
        if (_isDirect)
        {
            return;
        }

        _row = new byte[Math.Max(2 * component.Width, frame.OutputWidth)];
        if (_doublesWidth)
        {
            _sums = new ushort[component.Width + 2];
        }
        else if (!_doublesHeight)
        {
            _from = new int[frame.OutputWidth];
            for (int x = 0; x < _from.Length; x++)
            {
                _from[x] = Math.Min(x * ownWide / wide, component.Width - 1);
            }
        }
    }

    /// <summary>A row of the image; valid until the next call.</summary>
    /// <param name="y">The row.</param>
    public ReadOnlySpan<byte> Row(int y)
    {
        if (_isDirect)
        {
            return Samples(y);
        }

        if (_doublesHeight)
        {
            ReadOnlySpan<byte> near = Samples(y / 2);
            bool isUpper = y % 2 == 0;
            ReadOnlySpan<byte> far = Samples(isUpper ? (y / 2) - 1 : (y / 2) + 1);
            if (_doublesWidth)
            {
                Sum(near, far);
                Widen(8, 7, 4);
            }
            else
            {
                Blend(near, far, _row, isUpper ? 1 : 2);
            }
        }
        else if (_doublesWidth)
        {
            Copy(Samples(y));
            Widen(1, 2, 2);
        }
        else
        {
            ReadOnlySpan<byte> samples = Samples((int)((long)y * _rowNumerator / _rowDenominator));
            for (int x = 0; x < _from.Length; x++)
            {
                _row[x] = samples[_from[x]];
            }
        }

        return _row;
    }

    /// <summary>A row of the component; rows outside are those at the edge.</summary>
    private ReadOnlySpan<byte> Samples(int y) =>
        _component.Samples.AsSpan(Math.Clamp(y, 0, _component.Height - 1) * _component.Stride, _component.Width);

    /// <summary>Three parts of the nearer row and one of the farther.</summary>
    private void Sum(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        Span<ushort> sums = _sums.AsSpan(1, near.Length);
        int x = 0;
        for (; x <= near.Length - Vector256<byte>.Count; x += Vector256<byte>.Count)
        {
            (Vector256<ushort> nearLow, Vector256<ushort> nearHigh) = Vector256.Widen(Vector256.Create(near.Slice(x, Vector256<byte>.Count)));
            (Vector256<ushort> farLow, Vector256<ushort> farHigh) = Vector256.Widen(Vector256.Create(far.Slice(x, Vector256<byte>.Count)));
            (nearLow + nearLow + nearLow + farLow).CopyTo(sums[x..]);
            (nearHigh + nearHigh + nearHigh + farHigh).CopyTo(sums[(x + Vector256<ushort>.Count)..]);
        }

        for (; x < near.Length; x++)
        {
            sums[x] = (ushort)((3 * near[x]) + far[x]);
        }

        RepeatEdges();
    }

    private void Copy(ReadOnlySpan<byte> samples)
    {
        for (int x = 0; x < samples.Length; x++)
        {
            _sums[x + 1] = samples[x];
        }

        RepeatEdges();
    }

    private void RepeatEdges()
    {
        _sums[0] = _sums[1];
        _sums[^1] = _sums[^2];
    }

    /// <summary>Two samples from each sum: three parts of it and one of its left or right neighbor, with a rounding of its own for each.</summary>
    private void Widen(int leftBias, int rightBias, int shift)
    {
        ReadOnlySpan<ushort> sums = _sums;
        int count = sums.Length - 2;
        int x = 0;
        if (BitConverter.IsLittleEndian)
        {
            Span<ushort> pairs = MemoryMarshal.Cast<byte, ushort>(_row.AsSpan());
            Vector256<ushort> left = Vector256.Create((ushort)leftBias);
            Vector256<ushort> right = Vector256.Create((ushort)rightBias);
            for (; x <= count - Vector256<ushort>.Count; x += Vector256<ushort>.Count)
            {
                Vector256<ushort> own = Vector256.Create(sums.Slice(x + 1, Vector256<ushort>.Count));
                own = own + own + own;
                Vector256<ushort> before = (own + Vector256.Create(sums.Slice(x, Vector256<ushort>.Count)) + left) >>> shift;
                Vector256<ushort> behind = (own + Vector256.Create(sums.Slice(x + 2, Vector256<ushort>.Count)) + right) >>> shift;
                (before | (behind << 8)).CopyTo(pairs[x..]);
            }
        }

        for (; x < count; x++)
        {
            int own = 3 * sums[x + 1];
            _row[2 * x] = (byte)((own + sums[x] + leftBias) >> shift);
            _row[(2 * x) + 1] = (byte)((own + sums[x + 2] + rightBias) >> shift);
        }
    }

    private static void Blend(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<byte> row, int bias)
    {
        for (int x = 0; x < near.Length; x++)
        {
            row[x] = (byte)(((3 * near[x]) + far[x] + bias) >> 2);
        }
    }
}
