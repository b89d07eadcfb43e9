namespace Hone.Nn;

/// <summary>y = x + scale linear2(gelu(linear1(norm(depthwise(x))))), with four times the channels between the linear layers.</summary>
/// <remarks>
/// torchvision's <c>CNBlock</c> with its names (<c>layer_scale</c>, <c>block.0</c>, <c>block.2</c>, <c>block.3</c>, <c>block.5</c>). The scale of the branch
/// begins at 1e-6. Shapes: x <c>[batch, channels, height, width]</c>, y like x.
/// </remarks>
internal sealed class ConvNeXtBlock : Module
{
    private const int Expansion = 4;
    private const int Kernel = 7;

    private readonly Conv2d _depthwise;
    private readonly LayerNorm _norm;
    private readonly Linear _widen;
    private readonly Linear _narrow;
    private readonly DropPath _dropPath;
    private readonly Parameter _scale;

    public ConvNeXtBlock(int channels, double dropPath)
    {
        _scale = RegisterParameter("layer_scale", [channels, 1, 1], Initializers.Constant(1e-6), ParameterKind.Normalization);
        _depthwise = new Conv2d(channels, channels, Kernel, new()
        {
            Padding = Kernel / 2,
            Groups = channels,
            WeightInitializer = Initializers.Normal(0.02),
            BiasInitializer = Initializers.Zeros,
        });
        _norm = new LayerNorm([channels], new() { Epsilon = ChannelLayerNorm.Epsilon });
        _widen = Features(channels, Expansion * channels);
        _narrow = Features(Expansion * channels, channels);

        // Axes are moved at 1 and 6, and 4 is the GELU: layers of their own in torchvision.
        Register("block", new Sequential(_depthwise, new Identity(), _norm, _widen, new Identity(), _narrow, new Identity()));
        _dropPath = Register("stochastic_depth", new DropPath(dropPath));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor rows = _depthwise.Forward(x).Permute(0, 2, 3, 1); // [batch, height, width, channels]
        Tensor wide = _widen.Forward(_norm.Forward(rows)); // [batch, height, width, 4 channels]
        Tensor branch = _narrow.Forward(wide.Gelu()).Permute(0, 3, 1, 2); // [batch, channels, height, width]
        return _dropPath.Forward(branch * _scale.Value) + x;
    }

    private static Linear Features(int inFeatures, int outFeatures) => new(inFeatures, outFeatures, new()
    {
        WeightInitializer = Initializers.Normal(0.02),
        BiasInitializer = Initializers.Zeros,
    });
}
