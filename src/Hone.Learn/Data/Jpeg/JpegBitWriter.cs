using System.Buffers.Binary;
using System.Numerics;

namespace Hone.Learn.Data;

/// <summary>Writes bits, highest first, with a zero behind each 0xFF byte.</summary>
internal sealed class JpegBitWriter
{
    private byte[] _bytes;
    private int _length;
    private ulong _buffer;
    private int _count;

    public JpegBitWriter(int capacity)
    {
        _bytes = new byte[capacity];
    }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Writes up to 32 bits.</summary>
    public void Write(int bits, int count)
    {
        _buffer = (_buffer << count) | (uint)bits;
        _count += count;
        if (_count >= 32)
        {
            _count -= 32;
            Append((uint)(_buffer >> _count));
        }
    }

    /// <summary>Writes a value as the format means it: its bit length has been written before, negative ones are one less.</summary>
    public void WriteSigned(int value, int size) => Write((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);

    /// <summary>Fills the last byte with ones and writes what is left.</summary>
    public void Finish()
    {
        int missing = (8 - (_count & 7)) & 7;
        Write((1 << missing) - 1, missing);
        while (_count > 0)
        {
            _count -= 8;
            Append((byte)(_buffer >> _count));
        }
    }

    /// <summary>The bits that the magnitude of a value needs.</summary>
    public static int SizeOf(int value) => 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));

    private void Append(uint word)
    {
        // A byte is 0xFF when its complement is zero, which the borrow of a subtraction shows in its highest bit.
        bool needsStuffing = ((~word - 0x01010101) & word & 0x80808080) != 0;
        if (!needsStuffing && _length + sizeof(uint) <= _bytes.Length)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_length), word);
            _length += sizeof(uint);
            return;
        }

        for (int shift = 24; shift >= 0; shift -= 8)
        {
            Append((byte)(word >> shift));
        }
    }

    private void Append(byte value)
    {
        if (_length + 2 > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        _bytes[_length] = value;
        _length++;
        if (value == byte.MaxValue)
        {
            _bytes[_length] = 0;
            _length++;
        }
    }
}
