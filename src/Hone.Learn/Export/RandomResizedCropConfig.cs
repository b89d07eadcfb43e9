using System.Text.Json.Serialization;

namespace Hone.Learn;

/// <summary><see cref="RandomResizedCrop"/> as data: what validation does, which is to stretch the picture and to cut out its center.</summary>
/// <param name="Size">Height and width of the result in pixels; one number in files for a square, which is all that older files have.</param>
/// <param name="ValidExtra">Margin as a fraction of the size.</param>
public sealed record RandomResizedCropConfig([property: JsonConverter(typeof(SizeConverter))] Size2d Size, double ValidExtra) : ItemTransformConfig
{
    private const double MostExtra = 16;

    /// <inheritdoc/>
    public override ItemTransform Build()
    {
        RequireSize(Size.Height);
        RequireSize(Size.Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ValidExtra, MostExtra);
        return new RandomResizedCrop(Size.Height, Size.Width, new RandomResizedCropOptions { ValidExtra = ValidExtra });
    }
}
