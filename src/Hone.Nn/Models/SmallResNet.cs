namespace Hone.Nn;

/// <summary>A residual net for small images such as 28x28: residual blocks, average over the pixels, linear layer, normalization.</summary>
/// <remarks>
/// Built like the Fashion-MNIST nets of course22p2's miniai, which reports accuracy .928 after 5 epochs for
/// <see cref="SmallResNetOptions.Compact"/> (batch 1024, learning rate 2e-2). As there, the second convolution of a block has the stride and the
/// shortcut's 1x1 convolution has a bias and no normalization. Differences: convolutions before a normalization have no bias, ReLU instead of a
/// shifted leaky ReLU, the second normalization of a block begins at scale 0, and the pixels are averaged, so that other image sizes work.
/// </remarks>
public static class SmallResNet
{
    /// <summary>Makes the net, without first values.</summary>
    /// <param name="options">The compact net for 10 classes of grey images unless told.</param>
    /// <returns>x: [batch, channels, height, width] to logits: [batch, classes].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Sequential Create(SmallResNetOptions? options = null)
    {
        options ??= SmallResNetOptions.Compact;
        ArgumentOutOfRangeException.ThrowIfZero(options.Widths.Count, nameof(options.Widths));
        var layers = new List<Module>();
        int channels = options.InChannels;
        foreach (int width in options.Widths)
        {
            layers.Add(new ResBlock(channels, width, new ResBlockOptions
            {
                Stride = layers.Count == 0 ? 1 : 2,
                StrideInSecond = true,
                ShortcutNorm = BlockNorm.None,
            }));
            channels = width;
        }

        layers.Add(new AdaptiveAvgPool2d(1));
        layers.Add(new Flatten());
        if (options.Dropout > 0)
        {
            layers.Add(new Dropout(options.Dropout));
        }

        layers.Add(new Linear(channels, options.Classes, new() { Bias = false }));
        layers.Add(new BatchNorm1d(options.Classes));
        return new Sequential([.. layers]) { Config = new SmallResNetConfig(options) };
    }
}
