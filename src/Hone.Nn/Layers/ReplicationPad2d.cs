namespace Hone.Nn;

/// <summary>Images with their border pixels repeated around them.</summary>
/// <remarks>PyTorch's <c>nn.ReplicationPad2d</c>. Shapes: x <c>[batch, channels, height, width]</c>, y larger by the padding.</remarks>
/// <param name="left">Pixels on the left.</param>
/// <param name="right">Pixels on the right.</param>
/// <param name="top">Pixels at the top.</param>
/// <param name="bottom">Pixels at the bottom.</param>
public sealed class ReplicationPad2d(int left, int right, int top, int bottom) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new ReplicationPad2dConfig(left, right, top, bottom);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Pad([left, right, top, bottom], PadMode.Replicate);
}
