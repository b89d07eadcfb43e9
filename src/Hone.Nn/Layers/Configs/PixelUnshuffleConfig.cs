namespace Hone.Nn;

/// <summary>The configuration of <see cref="PixelUnshuffle"/>.</summary>
/// <param name="DownscaleFactor">How many times lower and narrower the images become.</param>
public sealed record PixelUnshuffleConfig(int DownscaleFactor) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new PixelUnshuffle(DownscaleFactor);
}
