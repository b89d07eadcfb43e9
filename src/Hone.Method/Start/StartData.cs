using System.Globalization;
using Hone.Learn.Data;
using Hone.Learn.Datasets;

namespace Hone.Method;

/// <summary>The images of the first project, their ids, and which of them are the official test part.</summary>
internal sealed class StartData
{
    private StartData(ImageSet images, string[] ids, int[]? testIndices)
    {
        Images = images;
        Ids = ids;
        TestIndices = testIndices;
        Hashes = ContentHash.OfEach(images.Pixels, images.Height * images.Width * images.Channels);
        Hash = HashOf(images, Hashes);
    }

    public ImageSet Images { get; private set; }

    public string[] Ids { get; }

    /// <summary>Positions of the official test part; null when the split makes one.</summary>
    public int[]? TestIndices { get; }

    /// <summary>Hash of each image's pixels.</summary>
    public UInt128[] Hashes { get; }

    /// <summary>Hash of all pixels and labels.</summary>
    public string Hash { get; }

    public static StartData Load(StartOptions options, CancellationToken cancellationToken)
    {
        if (!options.Full)
        {
            ImageSet sample = FashionMnist.LoadSample();
            return new StartData(sample, IdsOf("sample", sample.Count), null);
        }

        FashionMnistParts parts = FashionMnist.Load(options.Data, cancellationToken);
        ImageSet all = ImageSet.Create(
            [.. parts.Train.Pixels, .. parts.Test.Pixels],
            [.. parts.Train.Labels, .. parts.Test.Labels],
            parts.Train.Height,
            parts.Train.Width,
            parts.Train.Channels,
            parts.Train.ClassNames,
            $"Fashion-MNIST from {parts.Location.Folder}");
        string[] ids = [.. IdsOf("train", parts.Train.Count), .. IdsOf("test", parts.Test.Count)];
        return new StartData(all, ids, [.. Enumerable.Range(parts.Train.Count, parts.Test.Count)]);
    }

    public DataDescription Describe()
    {
        // Sums of bytes are exact in integers: the mean does not depend on the order of additions.
        long sum = 0;
        long squares = 0;
        foreach (byte pixel in Images.Pixels)
        {
            sum += pixel;
            squares += pixel * pixel;
        }

        double mean = sum / (255.0 * Images.Pixels.Length);
        double meanSquare = squares / (255.0 * 255.0 * Images.Pixels.Length);
        return new DataDescription
        {
            Source = Images.Source,
            Count = Images.Count,
            ImageShape = [Images.Channels, Images.Height, Images.Width],
            ClassNames = Images.ClassNames,
            ClassCounts = Images.ClassCounts(),
            PixelMean = mean,
            PixelDeviation = Math.Sqrt(meanSquare - (mean * mean)),
            DuplicateGroups = Hashes.CountBy(hash => hash).Count(group => group.Value > 1),
        };
    }

    /// <summary>Splits the images; a test part that came with them stays what it is.</summary>
    public Split Split(long seed)
    {
        var data = new SplitData { Ids = Ids, Classes = Images.Labels.Select(label => Images.ClassNames[label]).ToArray() };
        ulong splitSeed = (ulong)seed;

        // 900 validation images tell two models apart that differ by about 3 points, 3,000 by 1.5: more would be missing in training.
        return TestIndices is null
            ? Method.Split.Stratified(data, new SplitOptions { Fractions = new SplitFractions { Valid = 0.15, Test = 0.15 }, Seed = splitSeed })
            : Method.Split.GivenTest(data, TestIndices, new SplitOptions { Fractions = new SplitFractions { Valid = 0.05 }, Seed = splitSeed });
    }

    /// <summary>The labels of the test part, once, for the vault; afterwards this object does not know them any more.</summary>
    public double[] TakeTestLabels(Split split)
    {
        var labels = (int[])Images.Labels.Clone();
        double[] taken = split.TestIndices.Select(index => (double)labels[index]).ToArray();
        foreach (int index in split.TestIndices)
        {
            labels[index] = 0;
        }

        Images = ImageSet.Create(Images.Pixels, labels, Images.Height, Images.Width, Images.Channels, Images.ClassNames, Images.Source);
        return taken;
    }

    private static string[] IdsOf(string part, int count) =>
        Enumerable.Range(0, count).Select(i => part + "-" + i.ToString("D5", CultureInfo.InvariantCulture)).ToArray();

    private static string HashOf(ImageSet images, UInt128[] hashes)
    {
        var bytes = new byte[hashes.Length * 20];
        for (int i = 0; i < hashes.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(i * 20), hashes[i]);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((i * 20) + 16), images.Labels[i]);
        }

        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
    }
}
