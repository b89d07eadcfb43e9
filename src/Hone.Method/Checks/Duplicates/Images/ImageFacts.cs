using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>What one look at an image leaves behind for all checks.</summary>
internal sealed record ImageFacts
{
    /// <summary>Side of the gray thumbnails by which candidates are verified.</summary>
    public const int LargestThumbnail = 64;

    private const int DescriptorSide = 16;

    /// <summary>The hash of the file; null where there is no file.</summary>
    public UInt128? FileHash { get; init; }

    /// <summary>The hash of the decoded RGB pixels and their size.</summary>
    public required UInt128 PixelHash { get; init; }

    /// <summary>Bytes of the file; 0 where there is no file.</summary>
    public long FileLength { get; init; }

    /// <summary>The format of the file; null where there is no file.</summary>
    public ImageFormat? Format { get; init; }

    /// <summary>Which camera took it, and when; nothing known where there is no file.</summary>
    public ImageOrigin Origin { get; init; } = ImageOrigin.Unknown;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int Channels { get; init; }

    /// <summary>The hash of what it shows, 64 bits.</summary>
    public required PerceptualHash Hash { get; init; }

    /// <summary>Gray pixels of <c>[side, side]</c>.</summary>
    public required byte[] Thumbnail { get; init; }

    /// <summary>Gray pixels of <c>[16, 16]</c> with mean 0 and length 1; the product of two is their correlation. Zeros for an image of one gray.</summary>
    public required float[] Descriptor { get; init; }

    /// <summary>Brightness, contrast, sharpness and the like.</summary>
    public required ImageQuality Quality { get; init; }

    public static ImageFacts Of(ImageData image, int thumbnailSide)
    {
        ImageData gray = image.ToGray();
        byte[] thumbnail = ImageResize.Resize(gray, thumbnailSide, thumbnailSide).Pixels;
        byte[] small = ImageResize.Resize(gray, DescriptorSide, DescriptorSide).Pixels;
        return new ImageFacts
        {
            PixelHash = PixelHashOf(image),
            Width = image.Width,
            Height = image.Height,
            Channels = image.Channels,
            Hash = PerceptualHash.Of(gray, isLarge: false),
            Thumbnail = thumbnail,
            Descriptor = Normalized(small),
            Quality = ImageQuality.Of(gray, thumbnail, thumbnailSide),
        };
    }

    /// <summary>The same numbers with mean 0 and length 1.</summary>
    public static float[] Normalized(ReadOnlySpan<byte> pixels)
    {
        var values = new float[pixels.Length];
        double sum = 0;
        foreach (byte pixel in pixels)
        {
            sum += pixel;
        }

        float mean = (float)(sum / pixels.Length);
        double squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = pixels[i] - mean;
            squares += values[i] * values[i];
        }

        float scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= scale;
        }

        return values;
    }

    private static UInt128 PixelHashOf(ImageData image)
    {
        // The size goes in: the same bytes as 2 x 8 and as 4 x 4 are different images. Gray stored in three channels is the same image.
        UInt128 pixels = ContentHash.Of(image.ToRgb().Pixels);
        return pixels ^ new UInt128(CounterRandom.Mix((ulong)image.Width), CounterRandom.Mix((ulong)image.Height));
    }
}
