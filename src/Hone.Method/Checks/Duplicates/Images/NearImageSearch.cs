using System.Numerics.Tensors;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// Finds near duplicates in three steps: candidates by two perceptual hashes within a calibrated radius, each also flipped, among all pairs; verification by the
/// correlation of gray thumbnails; isolation, which tells copies from things that merely look alike.
/// </summary>
internal sealed class NearImageSearch(IReadOnlyList<ImageFacts> images, int thumbnailSide, int[] calibrationItems, int[]? labels, ulong seed)
{
    // At 16 x 16 pixels, where noise is gone, copies are at least about as alike as at full size; what is not so alike is not looked at further.
    private const float BlurMargin = 0.03f;
    private const float FarBelow = 0.9f;
    private const double LeastTexture = 4.0 / 255;

    // The chance of one false copy in the whole set that isolation may have.
    private const double FalseCopies = 0.001;
    private const double LargestRatio = 0.5;
    private const int DimensionSample = 1_000;
    private const int FewestOfClass = 30;

    private readonly float[][] _flipped = Array.ConvertAll(images.ToArray(), image => Flipped(image.Descriptor, (int)Math.Sqrt(image.Descriptor.Length)));
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

        List<NearImagePair> pairs = Pairs(hashes, calibration.Radius, (float)calibration.Correlation, cancellationToken);
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
            ? new HashCalibration(bits, 0, 0, 0, 0, 1)
            : HashCalibration.Of(hashes, bits, items, labels, Similarity, seed);
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
    private List<NearImagePair> Pairs(ulong[][] hashes, int radius, float limit, CancellationToken cancellationToken)
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
                if (j < items.Length && Verify(items[i], items[j], limit) is { } pair)
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
    private NearImagePair? Verify(int first, int second, float limit)
    {
        float[] small = images[second].Descriptor;
        bool mayBeUpright = TensorPrimitives.Dot<float>(images[first].Descriptor, small) >= limit - BlurMargin;
        bool mayBeFlipped = TensorPrimitives.Dot<float>(_flipped[first], small) >= limit - BlurMargin;
        if (!mayBeUpright && !mayBeFlipped)
        {
            return null;
        }

        float[] one = ImageFacts.Normalized(images[first].Thumbnail);
        float[] other = ImageFacts.Normalized(images[second].Thumbnail);
        float upright = TensorPrimitives.Dot<float>(one, other);
        if (upright >= limit)
        {
            return new NearImagePair(first, second, Math.Min(upright, 1), false, false);
        }

        float flipped = TensorPrimitives.Dot<float>(Flipped(one, thumbnailSide), other);
        return flipped >= limit ? new NearImagePair(first, second, Math.Min(flipped, 1), true, false) : null;
    }

    /// <summary>The correlation of the thumbnails, or, far below any limit, that at 16 x 16 pixels: most random pairs are told apart by that.</summary>
    private double Similarity(int first, int second)
    {
        float blurred = TensorPrimitives.Dot<float>(images[first].Descriptor, images[second].Descriptor);
        return blurred < FarBelow
            ? blurred
            : TensorPrimitives.Dot<float>(ImageFacts.Normalized(images[first].Thumbnail), ImageFacts.Normalized(images[second].Thumbnail));
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
        Func<int, double> ratioOf = members.Length == 0 ? _ => 0 : IsolationRatios(cancellationToken);
        return pairs.ConvertAll(pair =>
        {
            float[] one = pair.IsFlipped ? _flipped[pair.First] : images[pair.First].Descriptor;
            float inside = TensorPrimitives.Dot<float>(one, images[pair.Second].Descriptor);
            float outside = Math.Max(nearest[pair.First], nearest[pair.Second]);
            return pair with { IsIsolated = 1 - inside <= Math.Min(ratioOf(pair.First), ratioOf(pair.Second)) * (1 - outside) };
        });
    }

    /// <summary>
    /// How much closer than the next image a copy must be, on 1 - correlation, half of the squared distance. Among honest images of d dimensions the nearest is closer than
    /// ρ times the second nearest with probability ρ^d; ρ makes one such pair in the whole set, flipped ones included, an event of one in a thousand.
    /// Each class has a dimension of its own where it has enough images: strokes vary in fewer ways than rooms do.
    /// </summary>
    /// <remarks>d = ln 2 / ln(median of second / first distance). Source: Facco, d'Errico, Rodriguez and Laio, "Estimating the intrinsic dimension of datasets", 2017; the median instead of the mean, because copies are among the data.</remarks>
    private Func<int, double> IsolationRatios(CancellationToken cancellationToken)
    {
        int[] sample = CheckFolds.Sample(Enumerable.Range(0, images.Count).Where(item => _hasTexture[item]).ToArray(), DimensionSample, seed);
        var ratios = new List<(int Label, double Ratio)>(sample.Length);
        foreach ((int item, float[] products) in Products(sample, cancellationToken))
        {
            // The image itself is the largest; then come its two nearest neighbors.
            float first = -1;
            float second = -1;
            float own = -1;
            foreach (float product in products)
            {
                if (product > own)
                {
                    (own, first, second) = (product, own, first);
                }
                else if (product > first)
                {
                    (first, second) = (product, first);
                }
                else if (product > second)
                {
                    second = product;
                }
            }

            if (first < 0.999999f && second > -1)
            {
                ratios.Add((labels?[item] ?? 0, Math.Sqrt((1 - second) / (1 - first))));
            }
        }

        double all = RatioOf(ratios.Select(pair => pair.Ratio));
        Dictionary<int, double> byClass = ratios.GroupBy(pair => pair.Label)
            .Where(group => group.Count() >= FewestOfClass)
            .ToDictionary(group => group.Key, group => RatioOf(group.Select(pair => pair.Ratio)));
        return item => byClass.GetValueOrDefault(labels?[item] ?? 0, all);
    }

    private double RatioOf(IEnumerable<double> neighborRatios)
    {
        double[] sorted = [.. neighborRatios.Order()];
        if (sorted.Length == 0)
        {
            return LargestRatio;
        }

        double dimension = Math.Log(2) / Math.Log(Math.Max(Bootstrap.Quantile(sorted, 0.5), 1.0001));
        double distanceRatio = Math.Pow(FalseCopies / (2.0 * images.Count), 1 / dimension);
        return Math.Min(LargestRatio, distanceRatio * distanceRatio);
    }

    private Dictionary<int, float> NearestOutside(int[] members, UnionFind union, CancellationToken cancellationToken)
    {
        var nearest = new Dictionary<int, float>(members.Length);
        int[] clusters = Enumerable.Range(0, images.Count).Select(union.Find).ToArray();
        foreach ((int item, float[] products) in Products(members, cancellationToken))
        {
            float best = -1;
            for (int other = 0; other < products.Length; other++)
            {
                best = products[other] > best && clusters[other] != clusters[item] ? products[other] : best;
            }

            nearest[item] = best;
        }

        return nearest;
    }

    /// <summary>The correlation of each of some images with every image, at 16 x 16 pixels.</summary>
    private IEnumerable<(int Item, float[] Correlations)> Products(int[] members, CancellationToken cancellationToken)
    {
        const int Block = 128;
        if (members.Length == 0)
        {
            yield break;
        }

        int length = images[0].Descriptor.Length;
        Tensor all = Tensor.From(Join(Enumerable.Range(0, images.Count).ToArray(), length), [images.Count, length]).Transpose();
        for (int start = 0; start < members.Length; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] block = members[start..Math.Min(start + Block, members.Length)];
            float[] products = Tensor.From(Join(block, length), [block.Length, length]).MatMul(all).ToArray<float>(); // [block, images]
            for (int i = 0; i < block.Length; i++)
            {
                yield return (block[i], products[(i * images.Count)..((i + 1) * images.Count)]);
            }
        }
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
