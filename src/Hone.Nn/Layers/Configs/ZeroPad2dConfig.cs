namespace Hone.Nn;

/// <summary>The configuration of <see cref="ZeroPad2d"/>.</summary>
/// <param name="Left">Pixels on the left.</param>
/// <param name="Right">Pixels on the right.</param>
/// <param name="Top">Pixels at the top.</param>
/// <param name="Bottom">Pixels at the bottom.</param>
public sealed record ZeroPad2dConfig(int Left, int Right, int Top, int Bottom) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ZeroPad2d(Left, Right, Top, Bottom);
}
