using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hone.Learn.Data;

/// <summary>A 128-bit fingerprint of the size and the pixels of an image: the first half of their SHA-256.</summary>
/// <remarks>Equal images have equal fingerprints; among a billion different ones, two equal fingerprints have a probability of about 10^-21.</remarks>
public readonly record struct PixelHash : IComparable<PixelHash>
{
    private readonly UInt128 _value;

    private PixelHash(UInt128 value)
    {
        _value = value;
    }

    /// <summary>The fingerprint of an image.</summary>
    /// <param name="image">The image; its file format and name do not matter.</param>
    /// <returns>The fingerprint.</returns>
    public static PixelHash Compute(ImageData image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Compute(image.Pixels, image.Width, image.Height, image.Channels);
    }

    /// <summary>Orders fingerprints, for stable listings; the order has no other meaning.</summary>
    /// <param name="other">The other fingerprint.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(PixelHash other)
    {
        return _value.CompareTo(other._value);
    }

    /// <summary>The fingerprint as 32 lower-case hex digits.</summary>
    /// <returns>The digits.</returns>
    public override string ToString()
    {
        return _value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static PixelHash Compute(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        // The size goes in first: the same bytes as 2x8 and 4x4 are different images.
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], channels);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(pixels);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new PixelHash(BinaryPrimitives.ReadUInt128BigEndian(digest));
    }
}
