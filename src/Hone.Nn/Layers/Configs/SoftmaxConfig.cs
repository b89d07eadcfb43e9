namespace Hone.Nn;

/// <summary>The configuration of <see cref="Softmax"/>.</summary>
/// <param name="Axis">The axis whose values become probabilities, negative from the end.</param>
public sealed record SoftmaxConfig(int Axis) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Softmax(Axis);
}
