using System.Buffers;

namespace Hone.Learn.Data;

/// <summary>Resizes images; values are those of Pillow's <c>Image.resize</c> with the same filter.</summary>
/// <remarks>
/// Two passes of weighted sums with 22 fraction bits, along rows and then along columns; an axis that keeps its length is skipped. Alpha is resized
/// like a color; Pillow weights colors by it.
/// </remarks>
public static class ImageResize
{
    /// <summary>The longest side of a result.</summary>
    private const int LongestSide = 1 << 20;

    /// <summary>Resizes an image, or a region of it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">The new width in pixels, 1 to 1048576.</param>
    /// <param name="height">The new height in pixels, 1 to 1048576.</param>
    /// <param name="options">Filter and region; null means bilinear over the whole image.</param>
    /// <returns>A new image with the same channels; the same image when nothing changes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is outside of its range.</exception>
    /// <exception cref="ArgumentException">The region is empty or leads out of the image, or the result has more bytes than an array can have.</exception>
    public static ImageData Resize(ImageData image, int width, int height, ResizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, LongestSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, LongestSide);
        options ??= new ResizeOptions();
        ImageRegion region = options.Region ?? new ImageRegion(0, 0, image.Width, image.Height);
        CheckRegion(image, region);
        long length = (long)width * height * image.Channels;
        long between = (long)width * region.Height * image.Channels;
        if (Math.Max(length, between) > Array.MaxLength)
        {
            throw new ArgumentException($"A resized image has at most {Array.MaxLength} bytes; {width} x {height} with {image.Channels} channels has {length}.");
        }

        if (region == new ImageRegion(0, 0, width, height) && width == image.Width && height == image.Height)
        {
            return image;
        }

        return options.Filter == ResizeFilter.Nearest
            ? Nearest(image, region, width, height)
            : Weighted(image, region, width, height, options.Filter);
    }

    private static void CheckRegion(ImageData image, ImageRegion region)
    {
        bool isInside = region.Left >= 0 && region.Top >= 0 && region.Width >= 1 && region.Height >= 1
            && (long)region.Left + region.Width <= image.Width && (long)region.Top + region.Height <= image.Height;
        if (!isInside)
        {
            throw new ArgumentException(
                $"A region lies inside its image of {image.Width} x {image.Height} pixels; got {region.Width} x {region.Height} at ({region.Left}, {region.Top}).");
        }
    }

    private static ImageData Nearest(ImageData image, ImageRegion region, int width, int height)
    {
        int channels = image.Channels;
        var pixels = GC.AllocateUninitializedArray<byte>(width * height * channels);
        int[] columns = NearestIndices(region.Width, width);
        int[] rows = NearestIndices(region.Height, height);
        for (int y = 0; y < height; y++)
        {
            int start = (((region.Top + rows[y]) * image.Width) + region.Left) * channels;
            ReadOnlySpan<byte> row = image.Pixels.AsSpan(start, region.Width * channels);
            Span<byte> target = pixels.AsSpan(y * width * channels, width * channels);
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    target[(x * channels) + channel] = row[(columns[x] * channels) + channel];
                }
            }
        }

        return new ImageData(width, height, channels, pixels);
    }

    /// <summary>For each new pixel the old one below its center. The center is a running sum, so that ties fall as they do in Pillow.</summary>
    private static int[] NearestIndices(int length, int count)
    {
        var indices = new int[count];
        double scale = (double)length / count;
        double center = scale * 0.5;
        for (int i = 0; i < count; i++)
        {
            indices[i] = Math.Min((int)center, length - 1);
            center += scale;
        }

        return indices;
    }

    private static ImageData Weighted(ImageData image, ImageRegion region, int width, int height, ResizeFilter filter)
    {
        int channels = image.Channels;
        int rowLength = width * channels;
        byte[] between = ArrayPool<byte>.Shared.Rent(rowLength * region.Height);
        byte[] padded = ArrayPool<byte>.Shared.Rent((region.Width * channels) + ResizeKernels.RowPadding);
        try
        {
            ResizeWeights? across = width == region.Width ? null : ResizeWeights.Create(filter, region.Width, width);
            for (int y = 0; y < region.Height; y++)
            {
                int start = (((region.Top + y) * image.Width) + region.Left) * channels;
                ReadOnlySpan<byte> row = image.Pixels.AsSpan(start, region.Width * channels);
                Span<byte> target = between.AsSpan(y * rowLength, rowLength);
                if (across is null)
                {
                    row.CopyTo(target);
                    continue;
                }

                row.CopyTo(padded);
                ResizeKernels.Row(padded, target, channels, across);
            }

            var pixels = GC.AllocateUninitializedArray<byte>(rowLength * height);
            if (height == region.Height)
            {
                between.AsSpan(0, pixels.Length).CopyTo(pixels);
                return new ImageData(width, height, channels, pixels);
            }

            ResizeWeights down = ResizeWeights.Create(filter, region.Height, height);
            for (int y = 0; y < height; y++)
            {
                ResizeKernels.Column(between.AsSpan(down.Starts[y] * rowLength), rowLength, pixels.AsSpan(y * rowLength, rowLength), down.Of(y));
            }

            return new ImageData(width, height, channels, pixels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(between);
            ArrayPool<byte>.Shared.Return(padded);
        }
    }
}
