namespace Hone.Nn;

/// <summary>Images mirrored at their border, without the border itself: c b | a b c | b a.</summary>
/// <remarks>PyTorch's <c>nn.ReflectionPad2d</c>. Shapes: x <c>[batch, channels, height, width]</c> or <c>[channels, height, width]</c> with more pixels along each axis than either side of its padding, y larger by the padding.</remarks>
/// <param name="left">Pixels on the left.</param>
/// <param name="right">Pixels on the right.</param>
/// <param name="top">Pixels at the top.</param>
/// <param name="bottom">Pixels at the bottom.</param>
/// <exception cref="ShapeException">A side is negative.</exception>
public sealed class ReflectionPad2d(int left, int right, int top, int bottom) : Module
{
    private readonly int[] _padding = PadSizes.Checked([left, right, top, bottom], nameof(ReflectionPad2d));

    /// <inheritdoc/>
    public override ModelConfig? Config => new ReflectionPad2dConfig(_padding[0], _padding[1], _padding[2], _padding[3]);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        PadSizes.RequirePlaces(x, 2, nameof(ReflectionPad2d));
        return x.Pad(_padding, PadMode.Reflect);
    }
}
