using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Crops, pads, resizes and symmetries of samples: image, mask and points stay together.</summary>
public sealed class ItemTransformTests
{
    private const int Wide = 12;
    private const int Tall = 8;

    [Fact]
    public void Resize_takes_the_center_in_validation_and_a_random_window_in_training()
    {
        Sample valid = Make(isTraining: false);
        new Resize(Tall).Apply(valid, Stream(0));
        Assert.Equal(Pixel(2, 0), First(valid));
        var seen = new HashSet<byte>();
        for (int i = 0; i < 60; i++)
        {
            Sample train = Make(isTraining: true);
            new Resize(Tall).Apply(train, Stream(i));
            Assert.Equal(Tall, train.Parts[0]!.Width);
            seen.Add(First(train));
        }

        // The corner is int(p 4) of the four spare columns.
        Assert.Equal([Pixel(0, 0), Pixel(1, 0), Pixel(2, 0), Pixel(3, 0)], seen.Order());
    }

    [Fact]
    public void Squish_keeps_everything_and_is_the_resize_of_the_image()
    {
        Sample sample = Make(isTraining: true);
        new Resize(5, 7, ResizeMethod.Squish).Apply(sample, Stream(0));
        byte[] expected = ImageResize.Resize(new ImageData(Wide, Tall, 1, Pattern()), 7, 5).Pixels;
        Assert.Equal(expected, ((ImagePart)sample.Parts[0]!).Pixels.Pixels.ToArray());
        float[] points = ((PointsPart)sample.Parts[2]!).Points;
        Assert.Equal(5.5f * 7 / Wide, points[0], 1e-5f);
        Assert.Equal(3.5f * 5 / Tall, points[1], 1e-5f);
    }

    [Theory]
    [InlineData(PadMode.Zeros, 0)]
    [InlineData(PadMode.Border, 0)]
    [InlineData(PadMode.Reflection, 24)]
    public void Pad_keeps_the_whole_picture_and_fills_the_rest(PadMode mode, int above)
    {
        Sample sample = Make(isTraining: false);
        new Resize(Wide, ResizeMethod.Pad, mode).Apply(sample, Stream(0));
        byte[] pixels = ((ImagePart)sample.Parts[0]!).Pixels.Pixels.ToArray();

        // Twelve rows, two of them above: the old first row is now the third.
        Assert.Equal(Pattern()[..Wide], pixels[(2 * Wide)..(3 * Wide)]);
        Assert.Equal(above, pixels[0]);
        Assert.Equal(mode == PadMode.Border ? Pixel(5, 7) : mode == PadMode.Zeros ? 0 : Pixel(5, 5), pixels[(11 * Wide) + 5]);
        Assert.Equal(5.5f, ((PointsPart)sample.Parts[2]!).Points[1], 1e-5f);
    }

    [Fact]
    public void Padding_with_zeros_gives_a_mask_its_ignored_code()
    {
        var mask = new MaskPart(new ImagePixels(new byte[4], 2, 2, 1), outside: 255);
        new CropPad(4).Apply(new Sample([mask], isTraining: true), Stream(0));
        Assert.Equal(12, mask.Codes.Pixels.ToArray().Count(code => code == 255));
        Assert.Equal((4, 4), (mask.Width, mask.Height));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Image_mask_and_points_take_the_same_rectangle(bool isTraining)
    {
        ItemTransform[] transforms = [new Resize(56), new RandomResizedCrop(90, new() { MinScale = 0.5 }), new RandomResizedCrop(60, 100, new() { MinScale = 0.5 }), new CropPad(50), new CropPad(110, PadMode.Reflection), new FlipItem(1), new DihedralItem()];
        foreach (ItemTransform transform in transforms)
        {
            for (int i = 0; i < 30; i++)
            {
                // Large blocks, so that a resize leaves the inside of each as it is.
                Sample sample = Make(isTraining, scale: 8);
                transform.Apply(sample, Stream(i));
                CheckTogether(sample, transform);
            }
        }
    }

    [Fact]
    public void Random_resized_crops_have_the_areas_and_proportions_of_fastai()
    {
        var options = new RandomResizedCropOptions();
        Assert.Equal((0.08, 1, 0.75, 4.0 / 3, 0.14), (options.MinScale, options.MaxScale, options.MinRatio, options.MaxRatio, options.ValidExtra));
        double least = 1;
        double most = 0;
        for (int i = 0; i < 400; i++)
        {
            (int left, int top, int width, int height) = RandomRectangle.Draw(500, 375, options, Stream(i));
            Assert.True(left >= 0 && top >= 0 && left + width <= 500 && top + height <= 375);
            Assert.InRange((double)width / height, 0.74, 1.35);
            least = Math.Min(least, width * height / 187500.0);
            most = Math.Max(most, width * height / 187500.0);
        }

        Assert.InRange(least, 0.079, 0.1);
        Assert.InRange(most, 0.9, 1);
        Assert.Equal((0, 60, 300, 400), RandomRectangle.Center(300, 520, options));
        Assert.Equal((100, 0, 400, 300), RandomRectangle.Center(600, 300, options));
    }

    [Fact]
    public void A_random_resized_crop_tries_ten_times_and_then_takes_the_largest_allowed_center()
    {
        // A rectangle of the whole area with 3/4 to 4/3 never fits into 500x100. Each try draws an area and proportions.
        var options = new RandomResizedCropOptions { MinScale = 1 };
        RandomStream stream = Stream(0);
        Assert.Equal((183, 0, 133, 100), RandomRectangle.Draw(500, 100, options, stream));
        Assert.Equal(20UL, stream.Position);

        // Of a tenth of the area and more, some tries fail; the first that fits is taken, with two draws more for its place.
        var tries = new HashSet<ulong>();
        for (int i = 0; i < 200; i++)
        {
            RandomStream other = Stream(i);
            (int left, int top, int width, int height) = RandomRectangle.Draw(500, 100, options with { MinScale = 0.1 }, other);
            Assert.True(left >= 0 && top >= 0 && left + width <= 500 && top + height <= 100);
            tries.Add(other.Position);
        }

        Assert.Contains(4UL, tries);
        Assert.Contains(6UL, tries);
        Assert.True(tries.Max() <= 22, $"{tries.Max()} draws");
    }

    [Fact]
    public void Validation_of_a_random_resized_crop_resizes_with_a_margin_and_takes_the_center()
    {
        var points = new PointsPart([0, 0, 500, 375], 500, 375);
        new RandomResizedCrop(224).Apply(new Sample([points], isTraining: false), Stream(0));

        // 224 + ceil(224 * 0.14 / 8) * 8 = 256, of which 16 pixels on each side are cut off.
        Assert.Equal([-16f, -16f, 240f, 240f], points.Points);
        Assert.Equal((224, 224), (points.Width, points.Height));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_random_resized_crop_can_be_a_rectangle(bool isTraining)
    {
        var points = new PointsPart([0, 0, 500, 375], 500, 375);
        var crop = new RandomResizedCrop(100, 224);
        crop.Apply(new Sample([points], isTraining), Stream(0));

        Assert.Equal((224, 100), (points.Width, points.Height));
        Assert.StartsWith("RandomResizedCrop(100x224, scale", crop.ToString());
        Assert.StartsWith("RandomResizedCrop(224, scale", new RandomResizedCrop(224).ToString());
        if (!isTraining)
        {
            // The margin follows from the longer side: 256x132, of which 16 pixels on each side are cut off.
            Assert.Equal([-16f, -16f, 240f, 116f], points.Points);
        }
    }

    [Fact]
    public void A_random_resized_crop_of_impossible_numbers_is_refused()
    {
        Assert.Contains("'0'", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop(8, 0)).Message);
        var error = Assert.Throws<HoneException>(() => new RandomResizedCrop(8, new() { MinScale = 0.5, MaxScale = 0.2 }));
        Assert.Contains("MinScale = 0.5, MaxScale = 0.2", error.Message);
    }

    [Theory]
    [InlineData(ImageOrientation.Normal)]
    [InlineData(ImageOrientation.FlipHorizontal)]
    [InlineData(ImageOrientation.Rotate180)]
    [InlineData(ImageOrientation.FlipVertical)]
    [InlineData(ImageOrientation.Transpose)]
    [InlineData(ImageOrientation.Rotate90)]
    [InlineData(ImageOrientation.Transverse)]
    [InlineData(ImageOrientation.Rotate270)]
    public void Points_follow_their_pixels_through_every_symmetry(ImageOrientation orientation)
    {
        Sample sample = Make(isTraining: true);
        sample.Turn(orientation);
        CheckTogether(sample, orientation);
    }

    [Fact]
    public void A_mask_of_half_the_resolution_gives_the_same_share()
    {
        var image = new ImagePart(new ImagePixels(new byte[64], 8, 8, 1));
        var mask = new MaskPart(new ImagePixels(new byte[16], 4, 4, 1));
        Assert.Equal(new SampleWindow(1, 2, 2, 1, 5, 5), new SampleWindow(2, 4, 4, 2, 5, 5).From(8, 8, 4, 4));
        new Sample([image, mask], isTraining: true).Cut(new SampleWindow(2, 4, 4, 2, 5, 5));
        Assert.Equal((5, 5, 5, 5), (image.Width, image.Height, mask.Width, mask.Height));
    }

    /// <summary>The point stands in the same place of the pattern as before, in image and mask.</summary>
    private static void CheckTogether(Sample sample, object what)
    {
        var image = (ImagePart)sample.Parts[0]!;
        var mask = (MaskPart)sample.Parts[1]!;
        float[] points = ((PointsPart)sample.Parts[2]!).Points;
        Assert.Equal((image.Width, image.Height), (mask.Width, mask.Height));
        if (points[0] <= 0 || points[1] <= 0 || points[0] >= image.Width || points[1] >= image.Height)
        {
            return;
        }

        int at = ((int)points[1] * image.Width) + (int)points[0];
        bool holds = image.Pixels.Pixels.Span[at] == Pixel(5, 3) && mask.Codes.Pixels.Span[at] == Pixel(5, 3);
        Assert.True(holds, $"{what}: {image.Pixels.Pixels.Span[at]} and {mask.Codes.Pixels.Span[at]} at {points[0]}, {points[1]}");
    }

    private static Sample Make(bool isTraining, int scale = 1)
    {
        var pixels = new byte[Wide * Tall * scale * scale];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Pixel(i % (Wide * scale) / scale, i / (Wide * scale) / scale);
        }

        var picture = new ImagePixels(pixels, Tall * scale, Wide * scale, 1);

        // The center of pixel (5, 3), or of its block.
        var points = new PointsPart([5.5f * scale, 3.5f * scale], Wide * scale, Tall * scale);
        return new Sample([new ImagePart(picture), new MaskPart(picture), points], isTraining);
    }

    private static byte[] Pattern() => ((ImagePart)Make(true).Parts[0]!).Pixels.Pixels.ToArray();

    private static byte Pixel(int x, int y) => (byte)((y * Wide) + x);

    private static byte First(Sample sample) => ((ImagePart)sample.Parts[0]!).Pixels.Pixels.Span[0];

    private static RandomStream Stream(int index) => new RandomStream(7, "item").Split(index);
}
