using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>An item transform of a user's own: every second pixel of every second row.</summary>
internal sealed class HalfSize(int step) : ItemTransform
{
    public override int Order => 1;

    public override ItemTransformConfig? Config => new HalfSizeConfig(step);

    public override void Apply(Sample sample, RandomStream random)
    {
        foreach (SamplePart? part in sample.Parts)
        {
            if (part is ImagePart image)
            {
                image.Pixels = Smaller(image.Pixels);
            }
        }
    }

    private ImagePixels Smaller(ImagePixels pixels)
    {
        int height = pixels.Height / step;
        int width = pixels.Width / step;
        var bytes = new byte[height * width * pixels.Channels];
        for (int i = 0; i < bytes.Length; i++)
        {
            int channel = i % pixels.Channels;
            int x = i / pixels.Channels % width;
            int y = i / pixels.Channels / width;
            bytes[i] = pixels.Pixels.Span[(((y * step * pixels.Width) + (x * step)) * pixels.Channels) + channel];
        }

        return new ImageData(width, height, pixels.Channels, bytes);
    }
}
