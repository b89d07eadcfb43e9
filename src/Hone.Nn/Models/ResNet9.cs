namespace Hone.Nn;

/// <summary>A residual net for small color images such as 32x32: eight convolutions, three of them before pooling, two residual blocks, one linear layer.</summary>
/// <remarks>
/// After David Page's entry to DAWNBench (2018): convolution; convolution, pooling, residual block; convolution, pooling; convolution, pooling, residual block;
/// maximum over the pixels; linear layer. Differences: half as wide unless told, ReLU after the sum of a residual block, no scaling of the logits.
/// </remarks>
public static class ResNet9
{
    /// <summary>Makes the net, without first values.</summary>
    /// <param name="options">Half of the original's width for 10 classes unless told.</param>
    /// <returns>x: [batch, channels, height, width], height and width multiples of 8, to logits: [batch, classes].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Sequential Create(ResNet9Options? options = null)
    {
        options ??= new ResNet9Options();
        int width = options.Width;
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return new Sequential(
            new ConvLayer(options.InChannels, width),
            new ConvLayer(width, 2 * width),
            new MaxPool2d(2),
            new ResBlock(2 * width, 2 * width),
            new ConvLayer(2 * width, 4 * width),
            new MaxPool2d(2),
            new ConvLayer(4 * width, 8 * width),
            new MaxPool2d(2),
            new ResBlock(8 * width, 8 * width),
            new AdaptiveMaxPool2d(1),
            new Flatten(),
            new Linear(8 * width, options.Classes)) { Config = new ResNet9Config(options) };
    }
}
