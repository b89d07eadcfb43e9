namespace Hone.Learn;

/// <summary>The usual augmentation of photographs; fastai's <c>aug_transforms</c>.</summary>
public static class AugTransforms
{
    /// <summary>Flip, warp, rotation, zoom and crop joined into one interpolation; brightness and contrast in one pass.</summary>
    /// <param name="options">Null stands for fastai's numbers.</param>
    /// <returns>Transforms for <see cref="DataBlock{TItem}.BatchTransforms"/>: <see cref="SpatialAugment"/> and <see cref="Lighting"/>, each left out if it would do nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of the range of its transform.</exception>
    /// <exception cref="HoneException">The smallest scale or a strength is out of its range, or there is no such mode or padding.</exception>
    /// <example><code>
    /// block with { ItemTransforms = [new Resize(460)], BatchTransforms = [.. AugTransforms.Create(new() { Size = 224, MinScale = 0.75 }), Normalize.FromStats(ImageStats.ImageNet)] }
    /// </code></example>
    public static IReadOnlyList<BatchTransform> Create(AugTransformsOptions? options = null)
    {
        options ??= new AugTransformsOptions();
        var moves = new List<CoordinateTransform>();
        if (options.DoFlip)
        {
            moves.Add(options.FlipVert ? new Dihedral() : new Flip());
        }

        if (options.MaxWarp * options.Mult > 0)
        {
            moves.Add(new Warp(options.MaxWarp * options.Mult, options.PAffine));
        }

        if (options.MaxRotate * options.Mult > 0)
        {
            moves.Add(new Rotate(options.MaxRotate * options.Mult, options.PAffine));
        }

        if (options.MinZoom < 1 || options.MaxZoom > 1)
        {
            moves.Add(new Zoom(options.MinZoom, options.MaxZoom, options.PAffine));
        }

        if (options.MinScale != 1)
        {
            double ratio = options.Size is { } size ? (double)size.Width / size.Height : 1;
            moves.Add(new RandomResizedCropBatch(new RandomResizedCropOptions { MinScale = options.MinScale, MinRatio = ratio, MaxRatio = ratio }));
        }

        var transforms = new List<BatchTransform>();
        var spatial = new SpatialAugment(moves, new SpatialAugmentOptions
        {
            Size = options.Size,
            Pad = options.Pad,
            Mode = options.Mode,
            AlignCorners = options.AlignCorners,
            SamePerBatch = options.SameSpatialPerBatch,
        });
        if (moves.Count > 0 || options.Size is not null)
        {
            transforms.Add(spatial);
        }

        if (options.MaxLighting * options.Mult > 0)
        {
            transforms.Add(new Lighting(new LightingOptions { MaxLighting = options.MaxLighting * options.Mult, Probability = options.PLighting, SamePerBatch = options.SameLightPerBatch }));
        }

        return transforms;
    }
}
