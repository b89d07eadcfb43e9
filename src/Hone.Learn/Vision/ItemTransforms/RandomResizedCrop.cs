using System.Globalization;

namespace Hone.Learn;

/// <summary>
/// Cuts out a rectangle of random area and proportions and brings it to one size; fastai's <c>RandomResizedCrop</c>, order 1. The rectangle is shared by image, mask and points.
/// </summary>
/// <remarks>
/// Training: area u width height with u uniform in the scale, ratio exp(v) with v uniform in the logarithms of the ratios; the first of ten draws that fits, otherwise the
/// largest centered rectangle with allowed proportions. Validation: the picture is stretched to size + ceil(size extra / 8) 8, and its center is cut out.
/// </remarks>
public sealed class RandomResizedCrop : ItemTransform
{
    private readonly int _size;
    private readonly RandomResizedCropOptions _options;

    /// <summary>Stores the options.</summary>
    /// <param name="size">Height and width of the result in pixels, at least 1.</param>
    /// <param name="options">Null stands for fastai's numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <exception cref="HoneException">A scale or ratio is out of its range.</exception>
    public RandomResizedCrop(int size, RandomResizedCropOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _size = size;
        _options = options ?? new RandomResizedCropOptions();
        RandomRectangle.Check(_options, nameof(RandomResizedCrop));
    }

    /// <inheritdoc/>
    public override int Order => 1;

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
            sample.Cut(new SampleWindow(left, top, width, height, _size, _size));
            return;
        }

        int full = _size + ((int)Math.Ceiling(_size * _options.ValidExtra / 8) * 8);
        sample.Cut(new SampleWindow(0, 0, sample.Width, sample.Height, full, full));
        sample.Cut(new SampleWindow((full - _size) / 2, (full - _size) / 2, _size, _size, _size, _size));
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"RandomResizedCrop({_size}, scale {_options.MinScale:0.###} to {_options.MaxScale:0.###}, ratio {_options.MinRatio:0.###} to {_options.MaxRatio:0.###})");
}
