namespace Hone.Nn;

/// <summary>The configuration of <see cref="ConstantPad2d"/>.</summary>
/// <param name="Left">Pixels on the left.</param>
/// <param name="Right">Pixels on the right.</param>
/// <param name="Top">Pixels at the top.</param>
/// <param name="Bottom">Pixels at the bottom.</param>
/// <param name="Value">The value.</param>
public sealed record ConstantPad2dConfig(int Left, int Right, int Top, int Bottom, double Value) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ConstantPad2d(Left, Right, Top, Bottom, Value);
}
