namespace Hone.Nn;

/// <summary>The configuration of <see cref="GruCell"/>.</summary>
/// <param name="InputSize">Size of the last axis of the input.</param>
/// <param name="HiddenSize">Number of hidden units.</param>
/// <param name="Bias">Whether biases are added.</param>
public sealed record GruCellConfig(int InputSize, int HiddenSize, bool Bias) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new GruCell(InputSize, HiddenSize, Bias);
}
