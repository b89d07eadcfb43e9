using System.Security.Cryptography;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class TurboJpegTests
{
    private static readonly ImageFileOptions s_native = new() { JpegLibrary = JpegLibrary.TurboJpeg };

    private static bool IsPresent
    {
        get
        {
            try
            {
                ImageFile.Decode(Fixtures.Bytes("images/own-420-37x29.jpg"), "probe", s_native);
                return true;
            }
            catch (HoneException error) when (error is not HoneFormatException)
            {
                Assert.Contains("apt-get install libturbojpeg0", error.Message, StringComparison.Ordinal);
                return false;
            }
        }
    }

    [Fact]
    public void The_native_library_gives_the_samples_of_the_managed_decoder()
    {
        Assert.SkipUnless(IsPresent, "libturbojpeg is not installed: apt-get install libturbojpeg0");
        int checkedFiles = 0;
        foreach (string[] fields in Fixtures.Lines("images/expected.txt").Where(fields => fields[0].EndsWith(".jpg", StringComparison.Ordinal)))
        {
            DecodedImage decoded = ImageFile.Decode(Fixtures.Bytes("images/" + fields[0]), fields[0], s_native with { ApplyOrientation = false });
            ImageData image = decoded.Image;
            Assert.Equal(string.Join(' ', fields), $"{fields[0]} {image.Width} {image.Height} {image.Channels} {Convert.ToHexStringLower(SHA256.HashData(image.Pixels))}");
            checkedFiles++;
        }

        Assert.True(checkedFiles > 30, $"{checkedFiles} files");
    }

    [Fact]
    public void The_native_library_turns_images_upright_and_decodes_at_a_smaller_scale()
    {
        Assert.SkipUnless(IsPresent, "libturbojpeg is not installed: apt-get install libturbojpeg0");
        DecodedImage upright = ImageFile.Decode(Fixtures.Bytes("images/pillow-orientation-6.jpg"), "upright", s_native);
        Assert.Equal((11, 19), (upright.Image.Width, upright.Image.Height));
        DecodedImage half = ImageFile.Decode(Fixtures.Bytes("images/own-420-65x17.jpg"), "half", s_native with { ShorterSide = 8 });
        Assert.Equal((33, 9), (half.Image.Width, half.Image.Height));
    }

    [Fact]
    public void A_file_that_ends_early_is_an_error_of_the_native_library_too()
    {
        Assert.SkipUnless(IsPresent, "libturbojpeg is not installed: apt-get install libturbojpeg0");
        byte[] whole = Fixtures.Bytes("images/own-420-65x17.jpg");
        byte[] cut = whole[..(whole.Length * 2 / 3)];
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => ImageFile.Decode(cut, "cut.jpg", s_native));
        Assert.Contains("cut.jpg", error.Message, StringComparison.Ordinal);
        DecodedImage part = ImageFile.Decode(cut, "cut.jpg", s_native with { Damage = DamagePolicy.Partial });
        Assert.NotNull(part.Warning);
    }
}
