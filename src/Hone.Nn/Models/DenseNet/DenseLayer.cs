namespace Hone.Nn;

/// <summary>Normalization, ReLU and a 1x1 convolution to four times the growth, then the same with a 3x3 convolution to the growth.</summary>
/// <remarks>torchvision's <c>_DenseLayer</c> with its names. Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, growth, height, width]</c>.</remarks>
internal sealed class DenseLayer : Module
{
    /// <summary>Channels between the convolutions for each channel that the layer adds.</summary>
    private const int Bottleneck = 4;

    private readonly Module[] _layers;

    public DenseLayer(int inChannels, int growth)
    {
        int width = checked(Bottleneck * growth);
        _layers =
        [
            Register("norm1", new BatchNorm2d(inChannels)),
            Register("relu1", new ReLU()),
            Register("conv1", DenseNet.Convolution(inChannels, width, 1)),
            Register("norm2", new BatchNorm2d(width)),
            Register("relu2", new ReLU()),
            Register("conv2", DenseNet.Convolution(width, growth, 3)),
        ];
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run(_layers, x);
}
