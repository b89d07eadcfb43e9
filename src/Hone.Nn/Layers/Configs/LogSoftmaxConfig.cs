namespace Hone.Nn;

/// <summary>The configuration of <see cref="LogSoftmax"/>.</summary>
/// <param name="Axis">The axis whose values become probabilities, negative from the end.</param>
public sealed record LogSoftmaxConfig(int Axis) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new LogSoftmax(Axis);
}
