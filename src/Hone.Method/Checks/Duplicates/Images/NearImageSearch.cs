using System.Numerics.Tensors;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// Finds near duplicates in three steps: candidates by two perceptual hashes within a calibrated radius, each also flipped, among all pairs; verification by the
/// correlation of gray thumbnails; isolation, which tells copies from things that merely look alike.
/// </summary>
internal sealed class NearImageSearch(IReadOnlyList<ImageFacts> images, int thumbnailSide, int[] calibrationItems, int[]? labels, ulong seed)
{
    private const float LeastCorrelation = 0.95f;
    private const double LeastTexture = 4.0 / 255;

    // Lowe's ratio test, on 1 - correlation: a copy is at least twice as close as the next thing.
    private const float IsolationRatio = 0.5f;

    private readonly bool[] _hasTexture = images.Select(image => image.Quality.Deviation > LeastTexture).ToArray();

    /// <summary>All near duplicates; null where neither 64 nor 256 bits tell these images apart.</summary>
    public NearImages? Run(out HashCalibration calibration, CancellationToken cancellationToken)
    {
        ulong[][] hashes = images.Select(image => image.Hash.Bits.ToArray()).ToArray();
        calibration = Calibrate(hashes, 64);
        if (!calibration.IsInformative)
        {
            hashes = LargeHashes(cancellationToken);
            calibration = Calibrate(hashes, 256);
        }

        if (!calibration.IsInformative)
        {
            return null;
        }

        List<NearImagePair> pairs = Pairs(hashes, calibration.Radius, cancellationToken);
        var union = new UnionFind(images.Count);
        foreach (NearImagePair pair in pairs)
        {
            union.Join(pair.First, pair.Second);
        }

        return new NearImages
        {
            Calibration = calibration,
            Pairs = WithIsolation(pairs, union, cancellationToken),
            Clusters = union.Clusters(),
            Untextured = _hasTexture.Count(has => !has),
            Count = images.Count,
        };
    }

    private HashCalibration Calibrate(ulong[][] hashes, int bits)
    {
        int[] items = calibrationItems.Where(item => _hasTexture[item]).ToArray();
        return items.Length < 2
            ? new HashCalibration(bits, 0, 0, 0, 0)
            : HashCalibration.Of(hashes, bits, items, labels, (first, second) => Verify(first, second) is not null, seed);
    }

    private ulong[][] LargeHashes(CancellationToken cancellationToken)
    {
        var hashes = new ulong[images.Count][];
        Parallel.For(0, hashes.Length, Options(cancellationToken), item =>
        {
            var thumbnail = new ImageData(thumbnailSide, thumbnailSide, 1, images[item].Thumbnail);
            hashes[item] = PerceptualHash.Of(thumbnail, isLarge: true).Bits.ToArray();
        });
        return hashes;
    }

    /// <summary>All verified pairs. Every pair of hashes is compared: with PopCount that is a few nanoseconds, and nothing can be missed.</summary>
    private List<NearImagePair> Pairs(ulong[][] hashes, int radius, CancellationToken cancellationToken)
    {
        int[] items = Enumerable.Range(0, images.Count).Where(item => _hasTexture[item]).ToArray();
        int words = hashes.Length == 0 ? 1 : hashes[0].Length / 4;

        // One plane for each word of each hash, so that the inner loop reads straight ahead.
        ulong[][] planes = Enumerable.Range(0, 4 * words).Select(word => Array.ConvertAll(items, item => hashes[item][word])).ToArray();
        var found = new List<NearImagePair>[items.Length];
        Parallel.For(0, items.Length, Options(cancellationToken), i =>
        {
            List<NearImagePair>? pairs = null;
            for (int j = i + 1; j < items.Length; j++)
            {
                j = words == 1 ? NextSmall(planes, i, j, radius) : NextLarge(planes, words, i, j, radius);
                if (j < items.Length && Verify(items[i], items[j]) is { } pair)
                {
                    (pairs ??= []).Add(pair);
                }
            }

            found[i] = pairs ?? [];
        });
        return found.SelectMany(pairs => pairs).ToList();
    }

    /// <summary>The next image after the i-th that is a candidate by 64 bits.</summary>
    private static int NextSmall(ulong[][] planes, int i, int j, int radius)
    {
        ReadOnlySpan<ulong> difference = planes[0];
        ReadOnlySpan<ulong> frequency = planes[1][..difference.Length];
        ulong d = difference[i];
        ulong p = frequency[i];
        ulong flippedD = planes[2][i];
        ulong flippedP = planes[3][i];
        for (; j < difference.Length; j++)
        {
            ulong otherD = difference[j];
            ulong otherP = frequency[j];
            int upright = Math.Min(System.Numerics.BitOperations.PopCount(d ^ otherD), System.Numerics.BitOperations.PopCount(p ^ otherP));
            int flipped = Math.Min(System.Numerics.BitOperations.PopCount(flippedD ^ otherD), System.Numerics.BitOperations.PopCount(flippedP ^ otherP));
            if (Math.Min(upright, flipped) <= radius)
            {
                break;
            }
        }

        return j;
    }

    /// <summary>The next image after the i-th that is a candidate by 256 bits; most are none by their first 64.</summary>
    private static int NextLarge(ulong[][] planes, int words, int i, int j, int radius)
    {
        for (; j < planes[0].Length; j++)
        {
            for (int hash = 0; hash < 4; hash++)
            {
                int bits = 0;
                for (int word = 0; word < words && bits <= radius; word++)
                {
                    bits += System.Numerics.BitOperations.PopCount(planes[(hash * words) + word][i] ^ planes[((hash % 2) * words) + word][j]);
                }

                if (bits <= radius)
                {
                    return j;
                }
            }
        }

        return j;
    }

    /// <summary>The correlation of the thumbnails, the better of upright and flipped; null below the limit.</summary>
    private NearImagePair? Verify(int first, int second)
    {
        float[] one = ImageFacts.Normalized(images[first].Thumbnail);
        float[] other = ImageFacts.Normalized(images[second].Thumbnail);
        float upright = TensorPrimitives.Dot<float>(one, other);
        if (upright >= LeastCorrelation)
        {
            return new NearImagePair(first, second, Math.Min(upright, 1), false, false);
        }

        float flipped = TensorPrimitives.Dot<float>(Flipped(one, thumbnailSide), other);
        return flipped >= LeastCorrelation ? new NearImagePair(first, second, Math.Min(flipped, 1), true, false) : null;
    }

    private static float[] Flipped(float[] pixels, int side)
    {
        var flipped = new float[pixels.Length];
        for (int y = 0; y < pixels.Length / side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                flipped[(y * side) + x] = pixels[(y * side) + side - 1 - x];
            }
        }

        return flipped;
    }

    /// <summary>Compares each pair with the nearest image outside its cluster, at 16 x 16 pixels.</summary>
    private List<NearImagePair> WithIsolation(List<NearImagePair> pairs, UnionFind union, CancellationToken cancellationToken)
    {
        int[] members = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Order().ToArray();
        Dictionary<int, float> nearest = NearestOutside(members, union, cancellationToken);
        int side = (int)Math.Sqrt(images.Count == 0 ? 0 : images[0].Descriptor.Length);
        return pairs.ConvertAll(pair =>
        {
            float[] one = pair.IsFlipped ? Flipped(images[pair.First].Descriptor, side) : images[pair.First].Descriptor;
            float inside = TensorPrimitives.Dot<float>(one, images[pair.Second].Descriptor);
            float outside = Math.Max(nearest[pair.First], nearest[pair.Second]);
            return pair with { IsIsolated = 1 - inside <= IsolationRatio * (1 - outside) };
        });
    }

    private Dictionary<int, float> NearestOutside(int[] members, UnionFind union, CancellationToken cancellationToken)
    {
        const int Block = 128;
        var nearest = new Dictionary<int, float>(members.Length);
        if (members.Length == 0)
        {
            return nearest;
        }

        int length = images[0].Descriptor.Length;
        int[] clusters = Enumerable.Range(0, images.Count).Select(union.Find).ToArray();
        Tensor all = Tensor.From(Join(Enumerable.Range(0, images.Count).ToArray(), length), [images.Count, length]).Transpose();
        for (int start = 0; start < members.Length; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] block = members[start..Math.Min(start + Block, members.Length)];
            float[] products = Tensor.From(Join(block, length), [block.Length, length]).MatMul(all).ToArray<float>(); // [block, images]
            for (int i = 0; i < block.Length; i++)
            {
                ReadOnlySpan<float> row = products.AsSpan(i * images.Count, images.Count);
                int own = clusters[block[i]];
                float best = -1;
                for (int j = 0; j < row.Length; j++)
                {
                    best = row[j] > best && clusters[j] != own ? row[j] : best;
                }

                nearest[block[i]] = best;
            }
        }

        return nearest;
    }

    private float[] Join(int[] items, int length)
    {
        var joined = new float[items.Length * length];
        for (int i = 0; i < items.Length; i++)
        {
            images[items[i]].Descriptor.CopyTo(joined, i * length);
        }

        return joined;
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount };
}
