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
    internal override Homography Draw(PictureFrame frame, RandomStream random) =>
        Map(RandomRectangle.Draw(frame.Width, frame.Height, Options, new RandomStream((long)random.NextUInt64(), "crop")), frame);

    internal override Homography Center(PictureFrame frame) => Map(RandomRectangle.Center(frame.Width, frame.Height, Options), frame);

    /// <summary>-1..1 of the rectangle, as positions in the picture, as -1..1 of the picture.</summary>
    private static Homography Map((int Left, int Top, int Width, int Height) cut, PictureFrame frame)
    {
        double halfWidth = (cut.Width - 1) / 2.0;
        double halfHeight = (cut.Height - 1) / 2.0;

        // The middle of a rectangle is the same for both; what 1 reaches is the center of its outer pixel, or half a pixel more.
        double reach = frame.AlignCorners ? 0 : 0.5;
        var toPixels = new Homography(halfWidth + reach, 0, cut.Left + halfWidth, 0, halfHeight + reach, cut.Top + halfHeight, 0, 0, 1);
        return frame.FromPixels() * toPixels;
    }
}
