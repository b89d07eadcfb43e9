using System.Globalization;

namespace Hone.Learn;

/// <summary>Mirrors an image left to right with probability p; fastai's <c>Flip</c>, order 30.</summary>
public sealed class RandomFlip : BatchTransform
{
    private readonly float _probability;

    /// <summary>Stores the probability.</summary>
    /// <param name="probability">Fraction of the images that are mirrored, 0 to 1; 0.5 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in 0..1.</exception>
    public RandomFlip(float probability = 0.5f)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        _probability = probability;
    }

    /// <inheritdoc/>
    public override int Order => 30;

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        var images = new ImageBatch(batch);
        for (int i = 0; i < images.Count; i++)
        {
            if (random.ForItem(batch.Indices[i]).NextSingle() < _probability)
            {
                Mirror(images.Image(i), images.Width, images.Channels);
            }
        }
    }

    /// <summary>Name and probability.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"RandomFlip(p {_probability})");

    private static void Mirror(Span<float> image, int width, int channels)
    {
        int length = width * channels;
        for (int start = 0; start < image.Length; start += length)
        {
            Span<float> line = image.Slice(start, length);
            line.Reverse();
            if (channels > 1)
            {
                // Reversing the line has also reversed the channels of each pixel.
                for (int pixel = 0; pixel < length; pixel += channels)
                {
                    line.Slice(pixel, channels).Reverse();
                }
            }
        }
    }
}
