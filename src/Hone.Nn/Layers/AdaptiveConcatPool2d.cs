namespace Hone.Nn;

/// <summary>Adaptive maxima and means of each channel, one behind the other: twice as many channels.</summary>
/// <remarks>
/// fastai's <c>AdaptiveConcatPool2d</c>, maxima first. A head sees how strong a feature is anywhere, and how strong on average. Shapes: x <c>[batch,
/// channels, height, width]</c>, y <c>[batch, 2 channels, out height, out width]</c>.
/// </remarks>
/// <param name="outputSize">Height and width of the output, in pixels; null stands for 1.</param>
public sealed class AdaptiveConcatPool2d(Size2d? outputSize = null) : Module
{
    private readonly Size2d _size = outputSize ?? 1;

    /// <inheritdoc/>
    public override ModelConfig? Config => new AdaptiveConcatPool2dConfig(_size.Height, _size.Width);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor maximum = x.AdaptiveMaxPool2d(_size); // [batch, channels, out height, out width]
        Tensor mean = x.AdaptiveAvgPool2d(_size); // [batch, channels, out height, out width]
        return Tensor.Cat([maximum, mean], 1); // [batch, 2 channels, out height, out width]
    }
}
