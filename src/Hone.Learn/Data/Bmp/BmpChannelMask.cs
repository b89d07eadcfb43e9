using System.Numerics;

namespace Hone.Learn.Data;

/// <summary>Which bits of a pixel hold a channel.</summary>
internal readonly struct BmpChannelMask
{
    private readonly uint _mask;
    private readonly int _shift;
    private readonly uint _most;

    public BmpChannelMask(uint mask)
    {
        _mask = mask;
        _shift = mask == 0 ? 0 : BitOperations.TrailingZeroCount(mask);
        _most = mask >> _shift;
    }

    public bool IsEmpty => _mask == 0;

    /// <summary>The channel of a pixel, spread over 0 to 255 and rounded down as Pillow does.</summary>
    public byte Of(uint pixel) => _most == 0 ? (byte)0 : (byte)((ulong)((pixel & _mask) >> _shift) * 255 / _most);
}
