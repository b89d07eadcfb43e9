using Hone.Ops;

namespace Hone.Nn;

/// <summary>A convolution with the normalization behind it folded into its weights, and with the ReLU behind that, as one operation.</summary>
internal sealed class FusedConvolution : Module
{
    private readonly PreparedConvolution _convolution;
    private readonly Size2d _farPadding;

    /// <summary>Folds a normalization that has running statistics: weight' = weight * scale, bias' = bias * scale + shift, with scale = gamma / sqrt(var + eps), shift = beta - mean * scale.</summary>
    public FusedConvolution(Conv2d convolution, BatchNorm? norm, bool relu)
    {
        Tensor weight = convolution.Weight.Value;
        if (weight.DType != DType.Float32)
        {
            throw new HoneException("A model is optimized for inference in Float32.", $"{convolution.Weight}", convolution.Weight.Path, "call To(DType.Float32) on the model first");
        }

        float[] weights = weight.ToArray<float>();
        int outChannels = weight.Shape[0];
        int each = weights.Length / outChannels;
        float[] bias = convolution.Bias?.Value.ToArray<float>() ?? new float[outChannels];
        if (norm is not null)
        {
            (double[] scale, double[] shift) = norm.Affine();
            for (int k = 0; k < outChannels; k++)
            {
                for (int i = k * each; i < (k + 1) * each; i++)
                {
                    weights[i] = (float)(weights[i] * scale[k]);
                }

                bias[k] = (float)((bias[k] * scale[k]) + shift[k]);
            }
        }

        _farPadding = convolution.FarPadding;
        _convolution = new PreparedConvolution(Tensor.From(weights, weight.Shape), Tensor.From(bias, [outChannels]), convolution.Options, relu);
    }

    /// <summary>The same with a residual added before the ReLU.</summary>
    public Tensor ForwardAdd(Tensor x, Tensor residual) => Run(x, residual);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Run(x, null);

    private Tensor Run(Tensor x, Tensor? residual)
    {
        if (_farPadding == 0 || x.Rank != 4)
        {
            return _convolution.Forward(x, residual);
        }

        Tensor padded = x.Pad([0, _farPadding.Width, 0, _farPadding.Height]);
        Tensor y = _convolution.Forward(padded, residual);
        LayerChain.Release(padded, y, x);
        return y;
    }
}
