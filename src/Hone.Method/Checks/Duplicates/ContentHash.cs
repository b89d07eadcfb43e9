using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hone.Method;

/// <summary>A 128-bit hash of the content of an item: equal contents have equal hashes, and others practically never do.</summary>
public static class ContentHash
{
    /// <summary>Hashes bytes, for example the decoded pixels of an image.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>The first 128 bits of their SHA-256.</returns>
    public static UInt128 Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Hashes items of one size that lie one after the other.</summary>
    /// <param name="contents">The bytes of all items: [items, itemLength].</param>
    /// <param name="itemLength">The bytes of one item, at least 1; divides the length of <paramref name="contents"/>.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <paramref name="itemLength"/>.</exception>
    public static UInt128[] OfEach(ReadOnlySpan<byte> contents, int itemLength)
    {
        if (itemLength < 1 || contents.Length % itemLength != 0)
        {
            throw new ArgumentException($"{contents.Length} bytes are no whole number of items of {itemLength} bytes.", nameof(itemLength));
        }

        var hashes = new UInt128[contents.Length / itemLength];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Of(contents.Slice(i * itemLength, itemLength));
        }

        return hashes;
    }
}
