namespace Hone.Nn;

/// <summary>Layer normalization over the channels of each pixel.</summary>
/// <remarks>torchvision's <c>LayerNorm2d</c> with its epsilon 1e-6. Shapes: x <c>[batch, channels, height, width]</c>, y like x.</remarks>
internal sealed class ChannelLayerNorm : Module
{
    public const double Epsilon = 1e-6;

    private readonly Parameter _weight;
    private readonly Parameter _bias;

    public ChannelLayerNorm(int channels)
    {
        _weight = RegisterParameter("weight", [channels], Initializers.Ones, ParameterKind.Normalization);
        _bias = RegisterParameter("bias", [channels], Initializers.Zeros, ParameterKind.Normalization);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        x.Permute(0, 2, 3, 1).LayerNorm(_weight.Shape, _weight.Value, _bias.Value, Epsilon).Permute(0, 3, 1, 2);
}
