using System.Globalization;

namespace Hone.Learn;

/// <summary>Takes a rectangle of random area and proportions of the picture; fastai's <c>RandomResizedCropGPU</c>, with a rectangle for each item unless <see cref="SpatialAugmentOptions.SamePerBatch"/> asks for fastai's one for each batch.</summary>
/// <remarks>Validation takes the largest centered rectangle with allowed proportions. <see cref="RandomResizedCropOptions.ValidExtra"/> has no part here.</remarks>
public sealed class RandomResizedCropBatch : CoordinateTransform
{
    /// <summary>Stores the options.</summary>
    /// <param name="options">Null stands for <see cref="RandomResizedCropOptions"/>.</param>
    /// <exception cref="HoneException">A scale or ratio is out of its range.</exception>
    public RandomResizedCropBatch(RandomResizedCropOptions? options = null)
    {
        Options = options ?? new RandomResizedCropOptions();
        RandomRectangle.Check(Options, nameof(RandomResizedCropBatch));
    }

    internal RandomResizedCropOptions Options { get; }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"RandomResizedCropBatch(scale {Options.MinScale:0.###} to {Options.MaxScale:0.###}, ratio {Options.MinRatio:0.###} to {Options.MaxRatio:0.###})");

    // The number of draws depends on chance, so they come from a stream of their own.
    internal override Homography Draw(int width, int height, RandomStream random) =>
        Map(RandomRectangle.Draw(width, height, Options, new RandomStream((long)random.NextUInt64(), "crop")), width, height);

    internal override Homography Center(int width, int height) => Map(RandomRectangle.Center(width, height, Options), width, height);

    /// <summary>-1..1 of the rectangle, as positions in the picture, as -1..1 of the picture.</summary>
    private static Homography Map((int Left, int Top, int Width, int Height) cut, int width, int height)
    {
        double halfWidth = (cut.Width - 1) / 2.0;
        double halfHeight = (cut.Height - 1) / 2.0;
        var toPixels = new Homography(halfWidth, 0, cut.Left + halfWidth, 0, halfHeight, cut.Top + halfHeight, 0, 0, 1);
        return Homography.FromPixels(width, height) * toPixels;
    }
}
