namespace Hone.Nn;

/// <summary>Images with a border of one value around them.</summary>
/// <remarks>PyTorch's <c>nn.ConstantPad2d</c>; negative padding, which cuts there, is refused. Shapes: x <c>[..., height, width]</c>, y larger by the padding.</remarks>
/// <param name="left">Pixels on the left.</param>
/// <param name="right">Pixels on the right.</param>
/// <param name="top">Pixels at the top.</param>
/// <param name="bottom">Pixels at the bottom.</param>
/// <param name="value">The value, in the units of x; 0 is usual.</param>
/// <exception cref="ShapeException">A side is negative.</exception>
public sealed class ConstantPad2d(int left, int right, int top, int bottom, double value) : Module
{
    private readonly int[] _padding = PadSizes.Checked([left, right, top, bottom], nameof(ConstantPad2d));

    /// <inheritdoc/>
    public override ModelConfig? Config => new ConstantPad2dConfig(_padding[0], _padding[1], _padding[2], _padding[3], value);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Pad(_padding, PadMode.Constant, value);
}
