using Hone.Ops;

namespace Hone.Nn;

/// <summary>A convolution and its normalization under names of their own, run as one pass where nobody watches a part.</summary>
internal static class ConvNorm
{
    /// <summary>A convolution without bias, with first weights for the ReLU behind its normalization.</summary>
    public static Conv2d Convolution(int inputs, int outputs, int kernel, int stride) => new(inputs, outputs, kernel, new()
    {
        Stride = stride,
        Padding = kernel / 2,
        Bias = false,
        WeightInitializer = Initializers.KaimingNormal(mode: FanMode.FanOut),
    });

    /// <summary>norm(conv(x)).</summary>
    public static Tensor Plain(Conv2d convolution, BatchNorm2d norm, Tensor x)
    {
        Tensor? whole = InOnePass(convolution, norm, x, null, relu: false);
        if (whole is not null)
        {
            return whole;
        }

        Tensor c = convolution.Forward(x); // [batch, out, out height, out width]
        Tensor y = norm.Forward(c);
        c.ReleaseAfter(y);
        return y;
    }

    /// <summary>max(norm(conv(x)), 0).</summary>
    public static Tensor Relu(Conv2d convolution, BatchNorm2d norm, Tensor x) => Rectified(convolution, norm, x, null);

    /// <summary>max(norm(conv(x)) + residual, 0).</summary>
    public static Tensor AddRelu(Conv2d convolution, BatchNorm2d norm, Tensor x, Tensor residual) => Rectified(convolution, norm, x, residual);

    private static Tensor Rectified(Conv2d convolution, BatchNorm2d norm, Tensor x, Tensor? residual)
    {
        Tensor? whole = InOnePass(convolution, norm, x, residual, relu: true);
        if (whole is not null)
        {
            return whole;
        }

        Tensor c = convolution.Forward(x);
        if (norm.HasHooks)
        {
            Tensor normalized = norm.Forward(c);
            c.ReleaseAfter(normalized);
            return (residual is null ? normalized : normalized + residual).Relu();
        }

        Tensor y = residual is null ? norm.NormalizeRelu(c) : norm.NormalizeAddRelu(c, residual);
        c.ReleaseAfter(y);
        return y;
    }

    /// <summary>
    /// In evaluation by running statistics, where nothing is recorded and nobody watches a part: the sums of the convolution are normalized before they leave the
    /// cache. Null where the two must run one after the other, which also say what is wrong with shapes that do not fit.
    /// </summary>
    private static Tensor? InOnePass(Conv2d convolution, BatchNorm2d norm, Tensor x, Tensor? residual, bool relu)
    {
        if (norm.UsesBatch || norm.HasHooks || convolution.HasHooks || convolution.Bias is not null || convolution.FarPadding != 0)
        {
            return null;
        }

        Tensor weight = convolution.Weight.Value;
        BatchNormInputs inputs = norm.Inputs(x, residual);
        return NormalizedConvolution.Suits(x, weight, convolution.Options, inputs.Weight, inputs.Bias, residual)
            ? NormalizedConvolution.Forward(x, weight, convolution.Options, inputs, relu, convolution.Transformed)
            : null;
    }
}
