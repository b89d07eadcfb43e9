using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Learn.Data;

namespace Hone.Bench.Workloads;

/// <summary>Image codecs and resizing on one thread, against Pillow and torchvision: the file is written once and handed to both sides.</summary>
internal static class ImageDuels
{
    private const int Width = 500;
    private const int Height = 375;

    /// <summary>Pixels along each side of what training sees.</summary>
    private const int Crop = 224;

    /// <summary>Pixels that one core decodes in a second, at least.</summary>
    private const double DecodedPixels = 60e6;

    private static readonly JpegEncodeOptions s_options = new() { Quality = 90 };
    private static readonly Lazy<ImageData> s_image = new(Picture);
    private static readonly Lazy<byte[]> s_jpeg = new(() => Jpeg.Encode(s_image.Value, s_options));

    /// <summary>The file that all image workloads decode.</summary>
    public static byte[] PhotoJpeg => s_jpeg.Value;

    public static IEnumerable<Workload> All()
    {
        yield return Create("jpeg-decode-500x375", "decoding a 500x375 JPEG, 4:2:0, quality 90", "decode", () => () => Jpeg.Decode(s_jpeg.Value, "bench"), DecodedPixels / (Width * Height));
        yield return Create("jpeg-encode-500x375", "encoding 500x375 pixels as JPEG, 4:2:0, quality 90", "encode", () => () => Jpeg.Encode(s_image.Value, s_options));
        yield return Create("resize-500x375", "resizing 500x375 RGB to 224x224, bilinear with antialiasing", "resize", () => () => ImageResize.Resize(s_image.Value, Crop, Crop));
    }

    private static StepDuel Create(string id, string title, string operation, Func<Action> build, double? least = null) => new()
    {
        Id = id,
        Family = "images",
        Title = title,
        Unit = Unit.ImagesPerSecond,
        Work = 1,
        Least = least,
        Build = build,
        Order = new PeerOrder("images", new JsonObject { ["operation"] = operation, ["size"] = Crop, ["jpeg"] = Convert.ToBase64String(s_jpeg.Value) }),
    };

    /// <summary>Smooth colors, edges and noise: at this quality about 1.5 bits a pixel, as photos have.</summary>
    private static ImageData Picture()
    {
        var random = new Random(1);
        var pixels = new byte[Width * Height * 3];
        for (int i = 0; i < Width * Height; i++)
        {
            int x = i % Width;
            int y = i / Width;
            double edge = ((x / 37) + (y / 29)) % 3 * 30;
            for (int channel = 0; channel < 3; channel++)
            {
                double wave = 60 * Math.Sin((x * (channel + 1) / 31.0) + (y / 17.0));
                pixels[(i * 3) + channel] = (byte)Math.Clamp(100 + wave + edge + random.Next(-5, 6), 0, 255);
            }
        }

        return new ImageData(Width, Height, 3, pixels);
    }
}
