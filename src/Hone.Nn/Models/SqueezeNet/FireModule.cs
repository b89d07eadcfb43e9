namespace Hone.Nn;

/// <summary>Squeezes the channels by a 1x1 convolution, then expands them by a 1x1 and a 3x3 convolution side by side.</summary>
/// <remarks>
/// torchvision's <c>Fire</c> with its names (<c>squeeze</c>, <c>expand1x1</c>, <c>expand3x3</c>); a ReLU behind each convolution. Shapes: x <c>[batch, in,
/// height, width]</c>, y <c>[batch, 8 squeezed, height, width]</c>.
/// </remarks>
internal sealed class FireModule : Module
{
    /// <summary>Output channels of each expansion for each squeezed channel.</summary>
    private const int Expansion = 4;

    private readonly Conv2d _squeeze;
    private readonly Conv2d _expand1;
    private readonly Conv2d _expand3;

    /// <summary>Makes the module.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="squeezed">Channels between; the output has eight times as many.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public FireModule(int inChannels, int squeezed)
    {
        _squeeze = Register("squeeze", Convolution(inChannels, squeezed, 1));
        _expand1 = Register("expand1x1", Convolution(squeezed, Expansion * squeezed, 1));
        _expand3 = Register("expand3x3", Convolution(squeezed, Expansion * squeezed, 3, padding: 1));
    }

    /// <summary>A convolution with torchvision's first values for this net.</summary>
    public static Conv2d Convolution(int inChannels, int outChannels, int kernel, int stride = 1, int padding = 0) => new(inChannels, outChannels, kernel, new()
    {
        Stride = stride,
        Padding = padding,
        WeightInitializer = Initializers.KaimingUniform(),
        BiasInitializer = Initializers.Zeros,
    });

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FusedFire(
        new FusedConvolution(_squeeze, null, relu: true),
        new FusedConvolution(_expand1, null, relu: true),
        new FusedConvolution(_expand3, null, relu: true));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor squeezed = _squeeze.Forward(x).Relu(); // [batch, squeezed, height, width]
        Tensor y = Tensor.Cat([_expand1.Forward(squeezed), _expand3.Forward(squeezed)], 1); // [batch, 8 squeezed, height, width]
        return y.Relu();
    }
}
