namespace Hone.Nn;

/// <summary>The configuration of <see cref="PixelShuffle"/>.</summary>
/// <param name="UpscaleFactor">How many times as high and wide the images become.</param>
public sealed record PixelShuffleConfig(int UpscaleFactor) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new PixelShuffle(UpscaleFactor);
}
