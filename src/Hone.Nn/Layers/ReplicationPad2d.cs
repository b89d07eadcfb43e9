namespace Hone.Nn;

/// <summary>Images with their border pixels repeated around them: a a | a b c | c c.</summary>
/// <remarks>PyTorch's <c>nn.ReplicationPad2d</c>. Shapes: x <c>[batch, channels, height, width]</c> or <c>[channels, height, width]</c>, y larger by the padding.</remarks>
/// <param name="left">Pixels on the left.</param>
/// <param name="right">Pixels on the right.</param>
/// <param name="top">Pixels at the top.</param>
/// <param name="bottom">Pixels at the bottom.</param>
/// <exception cref="ShapeException">A side is negative.</exception>
public sealed class ReplicationPad2d(int left, int right, int top, int bottom) : Module
{
    private readonly int[] _padding = PadSizes.Checked([left, right, top, bottom], nameof(ReplicationPad2d));

    /// <inheritdoc/>
    public override ModelConfig? Config => new ReplicationPad2dConfig(_padding[0], _padding[1], _padding[2], _padding[3]);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        PadSizes.RequirePlaces(x, 2, nameof(ReplicationPad2d));
        return x.Pad(_padding, PadMode.Replicate);
    }
}
