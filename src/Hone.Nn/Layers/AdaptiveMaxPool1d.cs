using Hone.Ops;

namespace Hone.Nn;

/// <summary>Maxima over windows that are chosen so that the output has a given length; length 1 is the maximum over time.</summary>
/// <remarks>
/// PyTorch's <c>nn.AdaptiveMaxPool1d</c>, without the indices that it can return too; windows of <see cref="TensorOperations.AdaptiveAvgPool2d"/>, and of equal values the first gets the gradient.
/// Shapes: x <c>[batch, channels, length]</c>, y <c>[batch, channels, out length]</c>.
/// </remarks>
/// <param name="outputSize">Length of the output.</param>
public sealed class AdaptiveMaxPool1d(int outputSize) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new AdaptiveMaxPool1dConfig(outputSize);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor image = SequencePooling.AsImages(x, nameof(AdaptiveMaxPool1d)); // [batch, channels, 1, length]
        if (outputSize < 1 || x.Shape[2] < 1)
        {
            throw new ShapeException(
                "AdaptiveMaxPool1d needs x: [batch, channels, length] and an output, both of at least length 1.",
                $"x {x.Shape}, output {outputSize}",
                nameof(AdaptiveMaxPool1d),
                outputSize < 1 ? "use size 1 for the maximum over time" : "leave empty sequences out");
        }

        return image.AdaptiveMaxPool2d((1, outputSize)).Squeeze(2);
    }
}
