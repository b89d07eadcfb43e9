using System.Numerics;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// Two hashes of what an image shows, each also for the image flipped left to right. dHash: whether each pixel of a tiny gray image is darker than its
/// neighbor. pHash: whether each low frequency is above the median of them. Copies that were compressed, resized or lightly cropped differ in few bits.
/// </summary>
/// <remarks>Either 64 bits each (8 x 8) or 256 bits each (16 x 16). Four numbers hold 256 bits; of 64 bits the first is used.</remarks>
internal readonly struct PerceptualHash
{
    private static readonly CosineTransform Small = new(32, 8);
    private static readonly CosineTransform Large = new(64, 16);

    private readonly ulong[] _bits;

    private PerceptualHash(ulong[] bits) => _bits = bits;

    /// <summary>dHash, pHash, flipped dHash, flipped pHash, one after the other.</summary>
    public ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>Hashes a gray image.</summary>
    /// <param name="gray">An image of one channel.</param>
    /// <param name="isLarge">256 bits instead of 64.</param>
    public static PerceptualHash Of(ImageData gray, bool isLarge)
    {
        int side = isLarge ? 16 : 8;
        int words = side * side / 64;
        var bits = new ulong[4 * words];
        byte[] tiny = ImageResize.Resize(gray, side + 1, side).Pixels;
        Difference(tiny, side, isFlipped: false, bits.AsSpan(0, words));
        Difference(tiny, side, isFlipped: true, bits.AsSpan(2 * words, words));
        float[] frequencies = (isLarge ? Large : Small).Apply(ImageResize.Resize(gray, 4 * side, 4 * side).Pixels);
        Frequencies(frequencies, side, bits.AsSpan(words, words));

        // A mirror turns the sign of every second horizontal frequency.
        for (int i = 0; i < frequencies.Length; i++)
        {
            frequencies[i] = (i % side) % 2 == 1 ? -frequencies[i] : frequencies[i];
        }

        Frequencies(frequencies, side, bits.AsSpan(3 * words, words));
        return new PerceptualHash(bits);
    }

    /// <summary>The least number of bits in which two images differ by either hash, as they are or with one of them flipped.</summary>
    public static int Distance(ReadOnlySpan<ulong> first, ReadOnlySpan<ulong> second)
    {
        int words = first.Length / 4;
        ReadOnlySpan<ulong> difference = second[..words];
        ReadOnlySpan<ulong> frequency = second.Slice(words, words);
        int upright = Math.Min(Count(first[..words], difference), Count(first.Slice(words, words), frequency));
        int flipped = Math.Min(Count(first.Slice(2 * words, words), difference), Count(first[(3 * words)..], frequency));
        return Math.Min(upright, flipped);
    }

    private static int Count(ReadOnlySpan<ulong> first, ReadOnlySpan<ulong> second)
    {
        int bits = 0;
        for (int i = 0; i < first.Length; i++)
        {
            bits += BitOperations.PopCount(first[i] ^ second[i]);
        }

        return bits;
    }

    private static void Difference(byte[] tiny, int side, bool isFlipped, Span<ulong> bits)
    {
        int width = side + 1;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int left = isFlipped ? tiny[(y * width) + side - x] : tiny[(y * width) + x];
                int right = isFlipped ? tiny[(y * width) + side - x - 1] : tiny[(y * width) + x + 1];
                int at = (y * side) + x;
                bits[at / 64] |= left < right ? 1UL << (at % 64) : 0;
            }
        }
    }

    private static void Frequencies(float[] frequencies, int side, Span<ulong> bits)
    {
        // The first one is the brightness of the image, which says nothing about what it shows.
        float[] sorted = frequencies[1..];
        Array.Sort(sorted);
        float median = sorted[sorted.Length / 2];
        for (int at = 1; at < side * side; at++)
        {
            bits[at / 64] |= frequencies[at] > median ? 1UL << (at % 64) : 0;
        }
    }
}
