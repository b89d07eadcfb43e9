namespace Hone.Nn;

/// <summary>A net for small color images such as 32x32 that learns in few epochs: its first layer is made for whitening, and it begins by handing pictures on.</summary>
/// <remarks>
/// <code>
/// x: [batch, channels, 32, 32]
/// convolution with bias, ReLU                                  [batch, width, 32, 32]      whitens patches after PatchWhitening.Apply
/// convolution, pooling, batch norm, ReLU; residual block       [batch, 2 width, 16, 16]
/// convolution, pooling, batch norm, ReLU                       [batch, 4 width, 8, 8]
/// convolution, pooling, batch norm, ReLU; residual block       [batch, 8 width, 4, 4]
/// maximum over the pixels, linear layer without bias, scale    [batch, classes]
/// </code>
/// The layers of David Page's ResNet-9 (2018) with what made later records on CIFAR-10 faster: a whitened first layer (Page 2019), pooling before normalization,
/// and convolutions that begin as the identity (Jordan 2024, "94% on CIFAR-10 in 3.29 seconds on a single GPU", whose net has this name). Differences from Jordan's:
/// patches of 3x3 instead of 2x2, ReLU instead of GELU, Page's residual blocks, widths that double.
/// </remarks>
/// <example><code>
/// Sequential net = CifarNet.Create(new() { Classes = 3 }).Initialize(seed: 42);
/// PatchWhitening.Apply((Conv2d)net[0], images);
/// </code></example>
public static class CifarNet
{
    /// <summary>Makes the net, without first values.</summary>
    /// <param name="options">1.6 million parameters and 10 classes unless told.</param>
    /// <returns>x: [batch, channels, height, width], height and width at least 8, to logits: [batch, classes].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Sequential Create(CifarNetOptions? options = null)
    {
        options ??= new CifarNetOptions();
        int width = options.Width;
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return new Sequential([
            new Conv2d(options.InChannels, width, 3, new() { Padding = 1 }),
            new ReLU(),
            .. Down(width, 2 * width),
            new Residual([.. Same(2 * width), .. Same(2 * width)]),
            .. Down(2 * width, 4 * width),
            .. Down(4 * width, 8 * width),
            new Residual([.. Same(8 * width), .. Same(8 * width)]),
            new AdaptiveMaxPool2d(1),
            new Flatten(),
            new Linear(8 * width, options.Classes, new() { Bias = false }),
            new Scale(options.LogitScale),
        ]) { Config = new CifarNetConfig(options) };
    }

    /// <summary>Half the size: normalization and ReLU see a quarter of the numbers where the pooling comes first.</summary>
    private static Module[] Down(int inChannels, int outChannels) => [Convolution(inChannels, outChannels), new MaxPool2d(2), new BatchNorm2d(outChannels), new ReLU()];

    private static Module[] Same(int channels) => [Convolution(channels, channels), new BatchNorm2d(channels), new ReLU()];

    private static Conv2d Convolution(int inChannels, int outChannels) =>
        new(inChannels, outChannels, 3, new() { Padding = 1, Bias = false, WeightInitializer = Initializers.Dirac() });
}
