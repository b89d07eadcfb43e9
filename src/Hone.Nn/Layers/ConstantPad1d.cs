namespace Hone.Nn;

/// <summary>Sequences with one value in front of them and behind.</summary>
/// <remarks>PyTorch's <c>nn.ConstantPad1d</c>; negative padding, which cuts there, is refused. Shapes: x <c>[..., length]</c>, y longer by the padding.</remarks>
/// <param name="left">Elements in front.</param>
/// <param name="right">Elements behind.</param>
/// <param name="value">The value, in the units of x; 0 is usual.</param>
/// <exception cref="ShapeException">A side is negative.</exception>
public sealed class ConstantPad1d(int left, int right, double value) : Module
{
    private readonly int[] _padding = PadSizes.Checked([left, right], nameof(ConstantPad1d));

    /// <inheritdoc/>
    public override ModelConfig? Config => new ConstantPad1dConfig(_padding[0], _padding[1], value);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Pad(_padding, PadMode.Constant, value);
}
