namespace Hone.Nn;

/// <summary>Sequences mirrored at their ends, without the ends themselves: c b | a b c | b a.</summary>
/// <remarks>PyTorch's <c>nn.ReflectionPad1d</c>. Shapes: x <c>[batch, channels, length]</c> or <c>[channels, length]</c> with more elements than either side of the padding, y longer by the padding.</remarks>
/// <param name="left">Elements in front.</param>
/// <param name="right">Elements behind.</param>
/// <exception cref="ShapeException">A side is negative.</exception>
public sealed class ReflectionPad1d(int left, int right) : Module
{
    private readonly int[] _padding = PadSizes.Checked([left, right], nameof(ReflectionPad1d));

    /// <inheritdoc/>
    public override ModelConfig? Config => new ReflectionPad1dConfig(_padding[0], _padding[1]);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        PadSizes.RequirePlaces(x, 1, nameof(ReflectionPad1d));
        return x.Pad(_padding, PadMode.Reflect);
    }
}
