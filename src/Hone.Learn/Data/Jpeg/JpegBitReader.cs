using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hone.Learn.Data;

/// <summary>Reads bits from a segment without stuffing; the next bit is the highest of a 64-bit buffer. Past the end it reads zeros and knows that it did.</summary>
internal ref struct JpegBitReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _length;
    private readonly int _lastPosition;
    private int _position;

    /// <summary>Starts at the first bit.</summary>
    /// <param name="padded">The bytes and <see cref="JpegEntropySegment.Padding"/> zeros.</param>
    /// <param name="length">The number of bytes without the padding.</param>
    public JpegBitReader(ReadOnlySpan<byte> padded, int length)
    {
        _bytes = padded;
        _length = length;
        _lastPosition = padded.Length - sizeof(ulong);
    }

    /// <summary>The next bits, the first of them highest.</summary>
    public ulong Buffer;

    /// <summary>How many bits of the buffer are valid.</summary>
    public int Count;

    /// <summary>Whether more bits were taken than there are.</summary>
    public readonly bool IsPastEnd => ((long)_position * 8) - Count > (long)_length * 8;

    /// <summary>Fills the buffer to at least 56 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill() => Refill(ref Buffer, ref Count);

    /// <summary>The same with buffer and count in the hands of the caller, where they stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill(ref ulong buffer, ref int count)
    {
        // The bytes from the position on go behind the valid bits; those that fit whole are counted.
        buffer |= BinaryPrimitives.ReadUInt64BigEndian(_bytes[_position..]) >> count;
        _position = Math.Min(_position + ((63 - count) >> 3), _lastPosition);
        count |= 56;
    }

    /// <summary>The next bits as a number, 0 to 16 of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int bits)
    {
        if (Count < bits)
        {
            Refill();
        }

        // Two shifts, because a shift by 64 would be one by 0.
        int value = (int)(Buffer >> 1 >> (63 - bits));
        Buffer <<= bits;
        Count -= bits;
        return value;
    }

    /// <summary>The next symbol of a table; -1 when no code fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Symbol(JpegHuffmanTable table)
    {
        if (Count < 16)
        {
            Refill();
        }

        int entry = table.Lookup[(int)(Buffer >> (64 - JpegHuffmanTable.LookupBits))];
        if (entry == 0)
        {
            entry = table.FindLong((int)(Buffer >> 48));
            if (entry < 0)
            {
                return -1;
            }
        }

        Buffer <<= entry >> 8;
        Count -= entry >> 8;
        return entry & 0xFF;
    }

    /// <summary>The next bits as the signed number that the format means: half of the range is negative (ITU-T T.81, figure F.12).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeSigned(int bits)
    {
        int value = Take(bits);
        return bits > 0 && value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }
}
