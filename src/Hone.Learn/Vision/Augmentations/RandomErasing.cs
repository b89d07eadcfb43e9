using System.Globalization;

namespace Hone.Learn;

/// <summary>
/// Overwrites rectangles of an image with normal noise after normalization; fastai's <c>RandomErasing</c>, order 100 (Zhong and others 2017).
/// </summary>
/// <remarks>
/// An image is chosen with probability p. It gets 1 to max_count rectangles; each has the area u * height * width / count with u uniform in [sl, sh], and the aspect
/// exp(v) with v uniform in [log(min_aspect), -log(min_aspect)]. Sides are rounded and cut at the border. Noise is N(0, 1). All images of an item lose the same rectangles; masks,
/// points and boxes stay.
/// </remarks>
public sealed class RandomErasing : BatchTransform
{
    private readonly RandomErasingOptions _options;

    /// <summary>Stores the options.</summary>
    /// <param name="options">Null stands for fastai's numbers.</param>
    public RandomErasing(RandomErasingOptions? options = null) => _options = options ?? new RandomErasingOptions();

    /// <inheritdoc/>
    public override int Order => 100;

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        foreach (BatchPart part in new ImageParts(batch))
        {
            var images = new ImageBatch(part);
            for (int i = 0; i < images.Count; i++)
            {
                // The stream begins anew for each image of the item: the same places, the same noise.
                RandomStream stream = random.ForItem(batch.Indices[i]);
                if (stream.NextSingle() < _options.Probability)
                {
                    Erase(images.Image(i), images.Height, images.Width, images.Channels, stream);
                }
            }
        }
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"RandomErasing(p {_options.Probability}, area {_options.MinArea} to {_options.MaxArea}, aspect {_options.MinAspect}, count {_options.MaxCount})");

    private void Erase(Span<float> image, int height, int width, int channels, RandomStream stream)
    {
        int count = 1 + stream.NextInt(_options.MaxCount);
        double share = (double)height * width / count;
        double logAspect = Math.Log(_options.MinAspect);
        for (int i = 0; i < count; i++)
        {
            double area = (_options.MinArea + ((_options.MaxArea - _options.MinArea) * stream.NextDouble())) * share;
            double aspect = Math.Exp(logAspect * (1 - (2 * stream.NextDouble())));
            (int top, int bottom) = Extent(area * aspect, height, stream);
            (int left, int right) = Extent(area / aspect, width, stream);
            for (int y = top; y < bottom; y++)
            {
                int start = ((y * width) + left) * channels;
                stream.FillNormal(image.Slice(start, (right - left) * channels), 0, 1);
            }
        }
    }

    private static (int Start, int End) Extent(double area, int size, RandomStream stream)
    {
        int length = (int)Math.Round(Math.Sqrt(area));
        int start = stream.NextInt(Math.Max(size - length, 0) + 1);
        return (start, Math.Min(start + length, size));
    }
}
