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
        Tensor c = convolution.Forward(x); // [batch, out, out height, out width]
        Tensor y = norm.Forward(c);
        c.ReleaseAfter(y);
        return y;
    }

    /// <summary>max(norm(conv(x)), 0).</summary>
    public static Tensor Relu(Conv2d convolution, BatchNorm2d norm, Tensor x)
    {
        Tensor c = convolution.Forward(x);
        if (norm.HasHooks)
        {
            Tensor normalized = norm.Forward(c);
            c.ReleaseAfter(normalized);
            return normalized.Relu();
        }

        Tensor y = norm.NormalizeRelu(c);
        c.ReleaseAfter(y);
        return y;
    }

    /// <summary>max(norm(conv(x)) + residual, 0).</summary>
    public static Tensor AddRelu(Conv2d convolution, BatchNorm2d norm, Tensor x, Tensor residual)
    {
        Tensor c = convolution.Forward(x);
        if (norm.HasHooks)
        {
            Tensor normalized = norm.Forward(c);
            c.ReleaseAfter(normalized);
            return (normalized + residual).Relu();
        }

        Tensor y = norm.NormalizeAddRelu(c, residual);
        c.ReleaseAfter(y);
        return y;
    }
}
