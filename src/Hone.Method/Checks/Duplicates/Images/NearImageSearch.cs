using System.Numerics.Tensors;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// Finds near duplicates in three steps: candidates by two perceptual hashes within a calibrated radius, each also flipped and, if asked for, turned by quarters, among all pairs; verification by the
/// correlation of gray thumbnails; isolation, which tells copies from things that merely look alike.
/// </summary>
internal sealed class NearImageSearch(IReadOnlyList<ImageFacts> images, int thumbnailSide, int[] calibrationItems, int[]? labels, ulong seed, bool withRotations = false)
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

    // Equal thumbnails but for the rounding of the sums.
    private const float EqualImages = 0.999999f;

    // Upright and flipped; with rotations each of the four turns, as it is and flipped.
    private readonly int _orientations = withRotations ? 8 : 2;
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

        float limit = (float)calibration.Correlation;
        List<NearImagePair> pairs = Pairs(hashes, hashes, 0, calibration.Radius, limit, cancellationToken);
        if (withRotations)
        {
            AddTurned(pairs, calibration, limit, cancellationToken);
        }

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
        return ThumbnailHashes(0, isLarge: true, cancellationToken);
    }

    /// <summary>The hashes of all thumbnails, turned by quarters.</summary>
    private ulong[][] ThumbnailHashes(int quarters, bool isLarge, CancellationToken cancellationToken)
    {
        var hashes = new ulong[images.Count][];
        Parallel.For(0, hashes.Length, Options(cancellationToken), item =>
        {
            byte[] pixels = new byte[images[item].Thumbnail.Length];
            QuarterTurn.Apply<byte>(images[item].Thumbnail, pixels, thumbnailSide, quarters);
            hashes[item] = PerceptualHash.Of(new ImageData(thumbnailSide, thumbnailSide, 1, pixels), isLarge).Bits.ToArray();
        });
        return hashes;
    }

    /// <summary>Adds the pairs of which one image is turned. Thumbnails are square, so a turned thumbnail is that of the turned image, whatever its sides.</summary>
    private void AddTurned(List<NearImagePair> pairs, HashCalibration calibration, float limit, CancellationToken cancellationToken)
    {
        bool isLarge = calibration.Bits == 256;
        ulong[][] upright = ThumbnailHashes(0, isLarge, cancellationToken);
        HashSet<(int, int)> known = [.. pairs.Select(pair => (pair.First, pair.Second))];
        for (int quarters = 1; quarters < 4; quarters++)
        {
            ulong[][] turned = ThumbnailHashes(quarters, isLarge, cancellationToken);
            pairs.AddRange(Pairs(turned, upright, quarters, calibration.Radius, limit, cancellationToken).Where(pair => known.Add((pair.First, pair.Second))));
        }
    }

    /// <summary>All verified pairs. Every pair of hashes is compared: with PopCount that is a few nanoseconds, and nothing can be missed.</summary>
    private List<NearImagePair> Pairs(ulong[][] first, ulong[][] second, int quarters, int radius, float limit, CancellationToken cancellationToken)
    {
        int[] items = Enumerable.Range(0, images.Count).Where(item => _hasTexture[item]).ToArray();
        int words = first.Length == 0 ? 1 : first[0].Length / 4;

        // One plane for each word of each hash, so that the inner loop reads straight ahead.
        ulong[][] own = Planes(first);
        ulong[][] others = ReferenceEquals(first, second) ? own : Planes(second);
        var found = new List<NearImagePair>[items.Length];
        Parallel.For(0, items.Length, Options(cancellationToken), i =>
        {
            List<NearImagePair>? pairs = null;
            for (int j = i + 1; j < items.Length; j++)
            {
                j = words == 1 ? NextSmall(own, others, i, j, radius) : NextLarge(own, others, words, i, j, radius);
                if (j < items.Length && Verify(items[i], items[j], quarters, limit) is { } pair)
                {
                    (pairs ??= []).Add(pair);
                }
            }

            found[i] = pairs ?? [];
        });
        return found.SelectMany(pairs => pairs).ToList();

        ulong[][] Planes(ulong[][] hashes) => [.. Enumerable.Range(0, 4 * words).Select(word => Array.ConvertAll(items, item => hashes[item][word]))];
    }

    /// <summary>The next image after the i-th that is a candidate by 64 bits.</summary>
    private static int NextSmall(ulong[][] own, ulong[][] others, int i, int j, int radius)
    {
        ReadOnlySpan<ulong> difference = others[0];
        ReadOnlySpan<ulong> frequency = others[1].AsSpan(0, difference.Length);
        ulong d = own[0][i];
        ulong p = own[1][i];
        ulong flippedD = own[2][i];
        ulong flippedP = own[3][i];
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
    private static int NextLarge(ulong[][] own, ulong[][] others, int words, int i, int j, int radius)
    {
        for (; j < others[0].Length; j++)
        {
            for (int hash = 0; hash < 4; hash++)
            {
                int bits = 0;
                for (int word = 0; word < words && bits <= radius; word++)
                {
                    bits += System.Numerics.BitOperations.PopCount(own[(hash * words) + word][i] ^ others[((hash % 2) * words) + word][j]);
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
    private NearImagePair? Verify(int first, int second, int quarters, float limit)
    {
        float[] small = images[second].Descriptor;
        bool mayBeUpright = TensorPrimitives.Dot<float>(Oriented(first, quarters, isFlipped: false), small) >= limit - BlurMargin;
        bool mayBeFlipped = TensorPrimitives.Dot<float>(Oriented(first, quarters, isFlipped: true), small) >= limit - BlurMargin;
        if (!mayBeUpright && !mayBeFlipped)
        {
            return null;
        }

        float upright = mayBeUpright ? Correlation(first, second, quarters, isFlipped: false) : -1;
        if (upright >= limit)
        {
            return new NearImagePair(first, second, Math.Min(upright, 1), false, false) { Rotation = 90 * quarters };
        }

        float flipped = mayBeFlipped ? Correlation(first, second, quarters, isFlipped: true) : -1;
        return flipped >= limit ? new NearImagePair(first, second, Math.Min(flipped, 1), true, false) { Rotation = 90 * quarters } : null;
    }

    /// <summary>The 16 x 16 pixels of an image, turned and then flipped.</summary>
    private float[] Oriented(int item, int quarters, bool isFlipped)
    {
        if (quarters == 0)
        {
            return isFlipped ? _flipped[item] : images[item].Descriptor;
        }

        int side = (int)Math.Sqrt(images[item].Descriptor.Length);
        var turned = new float[side * side];
        QuarterTurn.Apply<float>(images[item].Descriptor, turned, side, quarters);
        return isFlipped ? Flipped(turned, side) : turned;
    }

    /// <summary>The correlation of two thumbnails, the first one turned by quarters, then flipped or not. Runs millions of times, so nothing is allocated.</summary>
    private float Correlation(int first, int second, int quarters, bool isFlipped)
    {
        Span<float> one = stackalloc float[thumbnailSide * thumbnailSide];
        Span<float> other = stackalloc float[thumbnailSide * thumbnailSide];
        Span<byte> turned = stackalloc byte[thumbnailSide * thumbnailSide];
        QuarterTurn.Apply(images[first].Thumbnail, turned, thumbnailSide, quarters);
        TensorPrimitives.ConvertTruncating<byte, float>(turned, one);
        TensorPrimitives.ConvertTruncating<byte, float>(images[second].Thumbnail, other);
        for (int row = 0; isFlipped && row < thumbnailSide; row++)
        {
            one.Slice(row * thumbnailSide, thumbnailSide).Reverse();
        }

        TensorPrimitives.Subtract(one, TensorPrimitives.Sum<float>(one) / one.Length, one);
        TensorPrimitives.Subtract(other, TensorPrimitives.Sum<float>(other) / other.Length, other);
        float scale = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(one) * TensorPrimitives.SumOfSquares<float>(other));
        return scale > 0 ? TensorPrimitives.Dot<float>(one, other) / scale : 0;
    }

    /// <summary>The correlation of the thumbnails, or, far below any limit, that at 16 x 16 pixels: most random pairs are told apart by that.</summary>
    private double Similarity(int first, int second)
    {
        float blurred = TensorPrimitives.Dot<float>(images[first].Descriptor, images[second].Descriptor);
        return blurred < FarBelow ? blurred : Correlation(first, second, quarters: 0, isFlipped: false);
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
            float[] one = Oriented(pair.First, pair.Rotation / 90, pair.IsFlipped);
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
        // The image itself is left out; the two nearest of the others are kept.
        var first = new float[sample.Length];
        var second = new float[sample.Length];
        Array.Fill(first, -1);
        Array.Fill(second, -1);
        Scan(
            sample,
            (member, other, correlation) =>
            {
                if (other == sample[member] || correlation <= second[member])
                {
                    return;
                }

                if (correlation > first[member])
                {
                    second[member] = first[member];
                    first[member] = correlation;
                }
                else
                {
                    second[member] = correlation;
                }
            },
            cancellationToken);
        (int Label, double Ratio)[] ratios = Enumerable.Range(0, sample.Length)
            .Where(member => first[member] < EqualImages && second[member] > -1)
            .Select(member => (labels?[sample[member]] ?? 0, Math.Sqrt((1 - second[member]) / (1 - first[member]))))
            .ToArray();
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
        double distanceRatio = Math.Pow(FalseCopies / ((double)_orientations * images.Count), 1 / dimension);
        return Math.Min(LargestRatio, distanceRatio * distanceRatio);
    }

    private Dictionary<int, float> NearestOutside(int[] members, UnionFind union, CancellationToken cancellationToken)
    {
        int[] clusters = Enumerable.Range(0, images.Count).Select(union.Find).ToArray();
        var best = new float[members.Length];
        Array.Fill(best, -1);
        Scan(
            members,
            (member, other, correlation) =>
            {
                if (correlation > best[member] && clusters[other] != clusters[members[member]])
                {
                    best[member] = correlation;
                }
            },
            cancellationToken);
        return members.Zip(best).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Shows the correlation of each of some images with every image, at 16 x 16 pixels; all of one member from one thread.</summary>
    private void Scan(int[] members, Action<int, int, float> see, CancellationToken cancellationToken)
    {
        // A block of members stays in the nearest cache while all images pass by once.
        const int Block = 24;
        int blocks = (members.Length + Block - 1) / Block;
        Parallel.For(0, blocks, Options(cancellationToken), block =>
        {
            int start = block * Block;
            int end = Math.Min(start + Block, members.Length);
            for (int other = 0; other < images.Count; other++)
            {
                float[] descriptor = images[other].Descriptor;
                for (int member = start; member < end; member++)
                {
                    see(member, other, TensorPrimitives.Dot<float>(images[members[member]].Descriptor, descriptor));
                }
            }
        });
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount };
}
