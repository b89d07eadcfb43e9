using System.Globalization;

namespace Hone.Learn;

/// <summary>
/// Cuts out a rectangle of random area and proportions and brings it to one size; fastai's <c>RandomResizedCrop</c>, order 1. The rectangle is shared by image, mask and points.
/// </summary>
/// <remarks>
/// Training: area u width height with u uniform in the scale, ratio exp(v) with v uniform in the logarithms of the ratios; the first of ten draws that fits, otherwise the
/// largest centered rectangle with allowed proportions. Validation: height and width of the picture are stretched to those of the result, each with ceil(size extra / 8) 8 more,
/// where size is the longer side, and the center is cut out. The ratios are those of the rectangle that is cut out, whatever the proportions of the result: for a result
/// that is no square, choose ratios around its width / height, or shapes are stretched.
/// </remarks>
public sealed class RandomResizedCrop : ItemTransform
{
    private readonly Size2d _size;
    private readonly RandomResizedCropOptions _options;

    /// <summary>A square.</summary>
    /// <param name="size">Height and width of the result in pixels, at least 1.</param>
    /// <param name="options">Null stands for fastai's numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <exception cref="HoneException">A scale or ratio is out of its range.</exception>
    public RandomResizedCrop(int size, RandomResizedCropOptions? options = null)
        : this(size, size, options)
    {
    }

    /// <summary>A rectangle.</summary>
    /// <param name="height">Height of the result in pixels, at least 1.</param>
    /// <param name="width">Width of the result in pixels, at least 1.</param>
    /// <param name="options">Null stands for fastai's numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="HoneException">A scale or ratio is out of its range.</exception>
    public RandomResizedCrop(int height, int width, RandomResizedCropOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _size = new Size2d(height, width);
        _options = options ?? new RandomResizedCropOptions();
        RandomRectangle.Check(_options, nameof(RandomResizedCrop));
    }

    /// <inheritdoc/>
    public override int Order => 1;

    /// <inheritdoc/>
    public override bool MovesPixels => true;

    /// <inheritdoc/>
    public override ItemTransformConfig? Config => new RandomResizedCropConfig(_size, _options.ValidExtra);

    /// <inheritdoc/>
    public override void Apply(Sample sample, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(random);
        if (sample.Width == 0)
        {
            return;
        }

        if (sample.IsTraining)
        {
            (int left, int top, int width, int height) = RandomRectangle.Draw(sample.Width, sample.Height, _options, random);
            sample.Cut(new SampleWindow(left, top, width, height, _size.Width, _size.Height));
            return;
        }

        int extra = (int)Math.Ceiling(Math.Max(_size.Height, _size.Width) * _options.ValidExtra / 8) * 8;
        sample.Cut(new SampleWindow(0, 0, sample.Width, sample.Height, _size.Width + extra, _size.Height + extra));
        sample.Cut(new SampleWindow(extra / 2, extra / 2, _size.Width, _size.Height, _size.Width, _size.Height));
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"RandomResizedCrop({SizeText.Of(_size)}, scale {_options.MinScale:0.###} to {_options.MaxScale:0.###}, ratio {_options.MinRatio:0.###} to {_options.MaxRatio:0.###})");
}
