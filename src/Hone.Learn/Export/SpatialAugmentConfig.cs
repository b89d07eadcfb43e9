using System.Text.Json.Serialization;

namespace Hone.Learn;

/// <summary><see cref="SpatialAugment"/> as data: what validation does, which is to bring the picture, or the center of it that a crop leaves, to a size.</summary>
/// <param name="Size">Height and width of the result in pixels; one number in files for a square, which is all that older files have.</param>
/// <param name="Pad">What lies beyond the border.</param>
/// <param name="Crops">Options of each <see cref="RandomResizedCropBatch"/>, in order.</param>
/// <param name="Mode">What images get between pixels; files of before this choice are bilinear.</param>
/// <param name="AlignCorners">Whether -1 and 1 are the centers of the outer pixels; files of before this choice have them there.</param>
public sealed record SpatialAugmentConfig([property: JsonConverter(typeof(SizeConverter))] Size2d Size, PadMode Pad, IReadOnlyList<RandomResizedCropOptions> Crops, GridSampleMode Mode = GridSampleMode.Bilinear, bool AlignCorners = true) : BatchTransformConfig
{
    private const int MostSize = 1 << 13;

    /// <inheritdoc/>
    public override BatchTransform Build()
    {
        // Memory is taken for the result; a file must not be able to ask for any amount of it.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size.Height, MostSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size.Width, MostSize);
        return new SpatialAugment([.. Crops.Select(crop => new RandomResizedCropBatch(crop))], new SpatialAugmentOptions { Size = Size, Pad = Pad, Mode = Mode, AlignCorners = AlignCorners });
    }
}
