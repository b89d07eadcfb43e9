namespace Hone.Learn;

/// <summary><see cref="RandomResizedCrop"/> as data: what validation does, which is to stretch the picture and to cut out its center.</summary>
/// <param name="Size">Height and width of the result in pixels.</param>
/// <param name="ValidExtra">Margin as a fraction of the size.</param>
public sealed record RandomResizedCropConfig(int Size, double ValidExtra) : ItemTransformConfig
{
    private const double MostExtra = 16;

    /// <inheritdoc/>
    public override ItemTransform Build()
    {
        RequireSize(Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ValidExtra, MostExtra);
        return new RandomResizedCrop(Size, new RandomResizedCropOptions { ValidExtra = ValidExtra });
    }
}
