namespace Hone.Learn.Tests;

/// <summary>Brightness, contrast, saturation, hue.</summary>
public sealed class LightingTests
{
    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(0.4f, 1f)]
    [InlineData(-0.3f, 1.25f)]
    public void Light_is_added_and_scaled_on_the_logits(float brightness, float contrast)
    {
        // 37 values: vectors and the rest of them.
        float[] values = [.. Enumerable.Range(0, 37).Select(i => i / 36f)];
        float[] moved = [.. values];
        LightingKernels.Shift(moved, brightness, contrast);
        for (int i = 0; i < values.Length; i++)
        {
            double x = Math.Clamp(values[i], 1e-7, 1 - 1e-7);
            double expected = 1 / (1 + Math.Exp(-(Math.Log(x / (1 - x)) + brightness) * contrast));
            Assert.Equal(expected, moved[i], 2e-6);
        }
    }

    [Fact]
    public void Draws_stay_within_the_ranges_of_fastai()
    {
        var options = new LightingOptions();
        Assert.Equal((0.2f, 0f, 0f, 0.75f), (options.MaxLighting, options.MaxSaturation, options.MaxHue, options.Probability));
        var lighting = new Lighting(options with { MaxSaturation = 0.2f, MaxHue = 0.1f });
        LightingDraw[] draws = [.. Enumerable.Range(0, 2000).Select(i => lighting.Draw(new RandomStream(1, "light").Split(i)))];
        double edge = Math.Log(0.6 / 0.4);
        Assert.InRange(draws.Max(draw => draw.Brightness), edge * 0.97, edge + 1e-6);
        Assert.InRange(draws.Min(draw => draw.Contrast), 0.8 - 1e-6, 0.81);
        Assert.InRange(draws.Max(draw => draw.Saturation), 1.24, 1.25 + 1e-6);
        Assert.InRange(draws.Max(draw => draw.Hue), 0.105, 0.1112);
        Assert.InRange(draws.Count(draw => draw.Brightness == 0), 420, 580);
    }

    [Fact]
    public void A_saturation_of_zero_is_gray_and_of_one_changes_nothing()
    {
        float[] color = [0.2f, 0.5f, 0.8f, 0.9f, 0.1f, 0.4f];
        float[] gray = [.. color];
        Lighting.Change(gray, new LightingDraw(0, 1, 0, 0));
        Assert.Equal(gray[0], gray[1], 1e-6f);
        Assert.Equal(gray[3], gray[5], 1e-6f);
        float[] same = [.. color];
        Lighting.Change(same, new LightingDraw(0, 1, 1, 0));
        Assert.Equal(color, same);
    }

    [Fact]
    public void A_third_of_the_circle_turns_red_into_green()
    {
        float[] pixel = [0.9f, 0.2f, 0.3f];
        LightingKernels.TurnHue(pixel, 1f / 3);
        Assert.Equal(0.3f, pixel[0], 1e-5f);
        Assert.Equal(0.9f, pixel[1], 1e-5f);
        Assert.Equal(0.2f, pixel[2], 1e-5f);
        LightingKernels.TurnHue(pixel, 2f / 3);
        Assert.Equal(0.9f, pixel[0], 1e-5f);
        Assert.Equal(0.2f, pixel[1], 1e-5f);
    }

    [Fact]
    public void Strengths_out_of_range_and_hues_of_gray_images_are_refused()
    {
        Assert.Contains("MaxLighting = 1", Assert.Throws<HoneException>(() => new Lighting(new() { MaxLighting = 1 })).Message);
        var transform = new Lighting(new() { MaxHue = 0.1f });
        DataLoaders data = SmallImages.Loaders(SmallImages.Pattern(10), new DataLoaderOptions { BatchSize = 4, Workers = 0 }, transform);
        var error = Assert.Throws<HoneDataException>(() =>
        {
            using EpochReader reader = data.Train.Read();
            reader.MoveNext();
        });
        Assert.Contains("1 channel", error.Message);
    }
}
