namespace Hone.Nn;

/// <summary>Sequences with their first and last elements repeated around them: a a | a b c | c c.</summary>
/// <remarks>PyTorch's <c>nn.ReplicationPad1d</c>. Shapes: x <c>[batch, channels, length]</c> or <c>[channels, length]</c>, y longer by the padding.</remarks>
/// <param name="left">Elements in front.</param>
/// <param name="right">Elements behind.</param>
/// <exception cref="ShapeException">A side is negative.</exception>
public sealed class ReplicationPad1d(int left, int right) : Module
{
    private readonly int[] _padding = PadSizes.Checked([left, right], nameof(ReplicationPad1d));

    /// <inheritdoc/>
    public override ModelConfig? Config => new ReplicationPad1dConfig(_padding[0], _padding[1]);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        PadSizes.RequirePlaces(x, 1, nameof(ReplicationPad1d));
        return x.Pad(_padding, PadMode.Replicate);
    }
}
