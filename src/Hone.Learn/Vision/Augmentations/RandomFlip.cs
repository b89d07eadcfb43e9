using System.Globalization;

namespace Hone.Learn;

/// <summary>Mirrors the pictures of an item left to right with probability p; fastai's <c>Flip</c>, order 30. All images of the item, masks, points and boxes go together.</summary>
public sealed class RandomFlip : BatchTransform
{
    private readonly float _probability;

    /// <summary>Stores the probability.</summary>
    /// <param name="probability">Fraction of the items that are mirrored, 0 to 1; 0.5 as in fastai.</param>
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
    public override bool MovesPixels => true;

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        var images = new ImageParts(batch);
        var isChosen = new bool[batch.Count];
        for (int i = 0; i < isChosen.Length; i++)
        {
            isChosen[i] = random.ForItem(batch.Indices[i]).NextSingle() < _probability;
        }

        foreach (BatchPart part in images)
        {
            MirrorImages(new ImageBatch(part), isChosen);
        }

        foreach (BatchPart part in batch.Parts)
        {
            if (part.Column is MaskColumn)
            {
                MirrorMasks(part.Memory, isChosen);
            }
            else if (part.Column is PointColumn)
            {
                MirrorPoints(part.Memory, isChosen);
            }
        }

        BoxRows.Move(batch, (item, box) => isChosen[item] ? box with { Left = -box.Right, Right = -box.Left } : box);
    }

    /// <summary>Name and probability.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"RandomFlip(p {_probability})");

    private static void MirrorImages(ImageBatch images, bool[] isChosen)
    {
        for (int i = 0; i < images.Count; i++)
        {
            if (isChosen[i])
            {
                Mirror(images.Image(i), images.Width, images.Channels);
            }
        }
    }

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

    /// <summary>masks: [batch, height, width].</summary>
    private static void MirrorMasks(Tensor masks, bool[] isChosen)
    {
        int height = masks.Shape[1];
        int width = masks.Shape[2];
        Span<long> codes = masks.AsSpan<long>();
        for (int line = 0; line < isChosen.Length * height; line++)
        {
            if (isChosen[line / height])
            {
                codes.Slice(line * width, width).Reverse();
            }
        }
    }

    /// <summary>points: [batch, points, 2], shares -1 to 1: x' = -x.</summary>
    private static void MirrorPoints(Tensor points, bool[] isChosen)
    {
        Span<float> values = points.AsSpan<float>();
        int length = values.Length / Math.Max(1, isChosen.Length);
        for (int x = 0; x < values.Length; x += 2)
        {
            values[x] = isChosen[x / length] ? -values[x] : values[x];
        }
    }
}
