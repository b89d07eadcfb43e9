using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Images that are in two parts, or whose files tell the label.</summary>
internal static class ImageFaults
{
    private const int Images = 120;
    private const int Copies = 8;

    public static IReadOnlyList<DataFault<FaultyImages>> All { get; } =
    [
        new("files copied under other names", FaultSuite.Leak, "leak/duplicates", true, "items are copies", "drop the copies", (seed, isPlanted) => Copied(seed, isPlanted, (image, _) => Png.Encode(image))),
        new("copies compressed anew as JPEG of quality 60", FaultSuite.Leak, "leak/near-duplicates", true, "valid/", "split by group", (seed, isPlanted) => Copied(seed, isPlanted, (image, _) => Jpeg.Encode(image, new JpegEncodeOptions { Quality = 60 }))),
        new("copies resized to 90%", FaultSuite.Leak, "leak/near-duplicates", true, "valid/", "split by group", (seed, isPlanted) => Copied(seed, isPlanted, (image, _) => Png.Encode(ImageResize.Resize(image, image.Width * 9 / 10, image.Height * 9 / 10)))),
        new("copies flipped left to right", FaultSuite.Leak, "leak/near-duplicates", true, "valid/", "split by group", (seed, isPlanted) => Copied(seed, isPlanted, (image, _) => Png.Encode(Flip(image)))),
        new("copies cropped by 5%", FaultSuite.Leak, "leak/near-duplicates", true, "valid/", "split by group", (seed, isPlanted) => Copied(seed, isPlanted, (image, _) => Png.Encode(Crop(image)))),
        new("copies turned by a quarter", FaultSuite.Leak, "leak/near-duplicates", true, "turned by", "split by group", (seed, isPlanted) => Copied(seed, isPlanted, (image, random) => Png.Encode(Turn(image, 1 + random.Below(3)))) with { Rotations = true }),
        new("frames of videos split at random", FaultSuite.Leak, "leak/near-duplicates", true, "valid/", "split by group", Videos),
        new("photographs of one burst split at random", FaultSuite.Leak, "leak/groups", true, "camera and time within 10 s", "split by group", Bursts),
        new("glyphs of one class that look alike", FaultSuite.Leak, "leak/duplicates", true, "items are copies", "drop the copies", Glyphs),
        new("the label in the size of the file", FaultSuite.Leak, "leak/file", false, "size", "one size, format and camera", Sizes),
        new("images of one class in another format", FaultSuite.Leak, "leak/file", true, "format", "one size, format and camera", Formats),
        new("one image with two labels", FaultSuite.Data, "data/label-conflicts", true, "equal twin with another label", "drop the wrong labels", TwoLabels),
        new("black images", FaultSuite.Data, "data/image-quality-dark", false, "are dark", "look at the first of them", Dark),
        new("files that end early", FaultSuite.Data, "data/readable", true, "cannot be read", "fetch these files again", Damaged),
    ];

    /// <summary>Eight validation images are made from training images.</summary>
    private static FaultyImages Copied(ulong seed, bool isPlanted, Func<ImageData, FaultRandom, byte[]> copy)
    {
        var random = new FaultRandom(seed);
        ImageData[] images = Enumerable.Range(0, Images).Select(_ => Picture.Scene(random, Picture.Side)).ToArray();
        (string Path, byte[] Bytes)[] files = images.Select((image, i) => (PathOf(i), Png.Encode(image))).ToArray();
        for (int i = 0; isPlanted && i < Copies; i++)
        {
            int from = 4 * i;
            string name = PathOf(from).Split('/')[1];
            files[(4 * i) + 3] = ($"valid/{name}/other{i}.png", copy(images[from], random));
        }

        return new FaultyImages(files);
    }

    /// <summary>Twenty videos of ten frames; the twin keeps a video in one part.</summary>
    private static FaultyImages Videos(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        var files = new List<(string, byte[])>();
        for (int video = 0; video < 20; video++)
        {
            ImageData scene = Picture.Scene(random, Picture.Side);
            for (int frame = 0; frame < 10; frame++)
            {
                string part = (isPlanted ? frame % 4 == 3 : video % 4 == 3) ? "valid" : "train";
                files.Add(($"{part}/{(video / 4 % 2 == 0 ? "cat" : "dog")}/{video:D2}x{frame:D2}.png", Png.Encode(Picture.Noisy(scene, random, 4))));
            }
        }

        return new FaultyImages(files);
    }

    /// <summary>Forty bursts of six photographs, each of one animal; the twin keeps a burst in one part. Names tell nothing: only camera and time do.</summary>
    private static FaultyImages Bursts(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        var names = Enumerable.Range(0, 240).ToArray();
        random.Shuffle(names);
        var files = new List<(string, byte[])>();
        for (int burst = 0; burst < 40; burst++)
        {
            ImageData scene = Picture.Scene(random, Picture.Side);
            DateTime start = new DateTime(2026, 5, 1, 9, 0, 0, DateTimeKind.Unspecified).AddMinutes(burst * 7);
            for (int frame = 0; frame < 6; frame++)
            {
                string part = (isPlanted ? frame % 3 == 2 : burst % 4 == 3) ? "valid" : "train";
                byte[] jpeg = Jpeg.Encode(Picture.Noisy(scene, random, 8), new JpegEncodeOptions { Quality = 90 });
                files.Add(($"{part}/{(burst / 4 % 2 == 0 ? "cat" : "dog")}/{names[files.Count]:D4}.jpg", ExifBytes.Add(jpeg, "Honest", burst % 2 == 0 ? "One" : "Two", start.AddMilliseconds(700 * frame))));
            }
        }

        return new FaultyImages(files);
    }

    // Bright strokes on black: the twin is full of honest images that resemble each other.
    private static FaultyImages Glyphs(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        ImageData[] images = Enumerable.Range(0, Images).Select(i => Picture.Glyph(random, LabelOf(i) == "cat")).ToArray();
        for (int i = 0; isPlanted && i < Copies; i++)
        {
            images[(4 * i) + 3] = images[4 * i];
        }

        return new FaultyImages(images.Select((image, i) => (PathOf(i), Png.Encode(image))).ToArray());
    }

    private static FaultyImages Sizes(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        return new FaultyImages(Enumerable.Range(0, Images)
            .Select(i => (PathOf(i), Jpeg.Encode(Picture.Scene(random, Picture.Side), new JpegEncodeOptions { Quality = isPlanted && LabelOf(i) == "cat" ? 98 : 50 })))
            .ToArray());
    }

    private static FaultyImages Formats(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        return new FaultyImages(Enumerable.Range(0, Images)
            .Select(i => (Path: PathOf(i), Image: Picture.Scene(random, Picture.Side), IsPng: isPlanted ? LabelOf(i) == "cat" : random.Chance(0.5)))
            .Select(file => (file.Path, file.IsPng ? Png.Encode(file.Image) : Jpeg.Encode(file.Image, new JpegEncodeOptions { Quality = 90 })))
            .ToArray());
    }

    private static FaultyImages TwoLabels(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        ImageData[] images = Enumerable.Range(0, Images).Select(_ => Picture.Scene(random, Picture.Side)).ToArray();
        for (int i = 0; isPlanted && i < Copies; i++)
        {
            images[(8 * i) + 1] = images[8 * i];
        }

        return new FaultyImages(images.Select((image, i) => (PathOf(i), Png.Encode(image))).ToArray());
    }

    private static FaultyImages Dark(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        return new FaultyImages(Enumerable.Range(0, Images)
            .Select(i => (PathOf(i), Png.Encode(isPlanted && i % 40 == 0 ? Picture.Black(random) : Picture.Scene(random, Picture.Side))))
            .ToArray());
    }

    private static FaultyImages Damaged(ulong seed, bool isPlanted)
    {
        FaultyImages images = Copied(seed, false, (image, _) => Png.Encode(image));
        return new FaultyImages(images.Files.Select((file, i) => isPlanted && i % 50 == 7 ? (file.Path, file.Bytes[..(file.Bytes.Length / 2)]) : file).ToArray());
    }

    private static string LabelOf(int i) => (i / 4 + i) % 2 == 0 ? "cat" : "dog";

    private static string PathOf(int i) => $"{(i % 4 == 3 ? "valid" : "train")}/{LabelOf(i)}/{i:D4}.png";

    private static ImageData Flip(ImageData image)
    {
        byte[] pixels = new byte[image.Pixels.Length];
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                int from = ((y * image.Width) + x) * image.Channels;
                int to = ((y * image.Width) + image.Width - 1 - x) * image.Channels;
                image.Pixels.AsSpan(from, image.Channels).CopyTo(pixels.AsSpan(to));
            }
        }

        return new ImageData(image.Width, image.Height, image.Channels, pixels);
    }

    /// <summary>Turns a square picture clockwise by quarters.</summary>
    private static ImageData Turn(ImageData image, int quarters)
    {
        ImageData turned = image;
        for (int quarter = 0; quarter < quarters; quarter++)
        {
            byte[] pixels = new byte[turned.Pixels.Length];
            for (int y = 0; y < turned.Height; y++)
            {
                for (int x = 0; x < turned.Width; x++)
                {
                    int from = ((y * turned.Width) + x) * turned.Channels;
                    int to = ((x * turned.Height) + turned.Height - 1 - y) * turned.Channels;
                    turned.Pixels.AsSpan(from, turned.Channels).CopyTo(pixels.AsSpan(to));
                }
            }

            turned = new ImageData(turned.Height, turned.Width, turned.Channels, pixels);
        }

        return turned;
    }

    /// <summary>Takes 5% of the side away, half at each end.</summary>
    private static ImageData Crop(ImageData image)
    {
        int cut = Math.Max(1, image.Width / 40);
        var region = new ImageRegion(cut, cut, image.Width - (2 * cut), image.Height - (2 * cut));
        return ImageResize.Resize(image, region.Width, region.Height, new ResizeOptions { Region = region });
    }
}
