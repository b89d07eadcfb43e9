namespace Hone.Nn;

/// <summary>The configuration of <see cref="ConstantPad1d"/>.</summary>
/// <param name="Left">Elements in front.</param>
/// <param name="Right">Elements behind.</param>
/// <param name="Value">The value.</param>
public sealed record ConstantPad1dConfig(int Left, int Right, double Value) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ConstantPad1d(Left, Right, Value);
}
