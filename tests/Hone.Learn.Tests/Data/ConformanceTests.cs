using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

/// <summary>
/// Files that every decoder must read alike: those of Fixtures/conformance, made by libjpeg-turbo, libturbojpeg and a generator after the cases of PngSuite, and the JPEG, GIF and
/// PNG files of Go's tests (a part of PngSuite among them), which are fetched and not committed.
/// </summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData(".jpg", 105, 2)]
    [InlineData(".png", 62, 14)]
    public void The_conformance_files_decode_to_the_pixels_of_their_oracles_or_are_refused(string ending, int decoded, int refused)
    {
        List<string> wrong = [];
        foreach (string[] fields in Fixtures.Lines("conformance/expected.txt").Where(fields => fields[0].EndsWith(ending, StringComparison.Ordinal)))
        {
            byte[] bytes = Fixtures.Bytes("conformance/" + fields[0]);
            if (fields[1] == "refused")
            {
                refused--;
                HoneFormatException error = Assert.Throws<HoneFormatException>(() => ImageFile.Decode(bytes, fields[0]));
                Assert.Contains(fields[2].Replace('_', ' '), error.Message);
                continue;
            }

            decoded--;
            DecodedImage result = ImageFile.Decode(bytes, fields[0]);
            ImageData image = result.Image;
            string hash = Convert.ToHexStringLower(SHA256.HashData(image.Pixels));
            string found = $"{fields[0]} {image.Width} {image.Height} {image.Channels} {hash}";
            if (found != string.Join(' ', fields) || result.Warning is not null)
            {
                wrong.Add($"{found} {result.Warning}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal((0, 0), (decoded, refused));
    }

    [Fact]
    public void The_images_of_go_decode_to_the_pixels_of_pillow()
    {
        string folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "corpora", "go");
        Assert.SkipUnless(Directory.Exists(folder), "the images are not here: run tools/golden/fetch_go_images.sh");
        IReadOnlyList<string[]> lines = Fixtures.Lines("images/go.txt");
        Assert.True(lines.Count == 77, $"{lines.Count} lines");
        foreach (string[] fields in lines)
        {
            string path = Path.Combine(folder, fields[0]);
            if (fields[1] == "invalid")
            {
                Assert.Throws<HoneFormatException>(() => ImageFile.Read(path));
                continue;
            }

            ImageData image = ImageFile.Read(path).Image;
            string hash = Convert.ToHexStringLower(SHA256.HashData(image.Pixels));
            Assert.Equal(string.Join(' ', fields), $"{fields[0]} {image.Width} {image.Height} {image.Channels} {hash}");
        }
    }

    [Fact]
    public void A_progressive_image_that_ends_after_four_of_ten_scans_is_shown_as_coarsely_as_it_is()
    {
        string folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "corpora", "go");
        string path = Path.Combine(folder, "video-001.progressive.truncated.jpeg");
        Assert.SkipUnless(File.Exists(path), "the images are not here: run tools/golden/fetch_go_images.sh");
        DecodedImage part = ImageFile.Read(path);
        ImageData whole = ImageFile.Read(Path.Combine(folder, "video-001.progressive.jpeg")).Image;
        double distance = whole.Pixels.Zip(part.Image.Pixels).Average(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(distance, 0.01, 12);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
