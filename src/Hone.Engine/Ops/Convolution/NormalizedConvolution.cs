using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>
/// A convolution and the batch normalization behind it by running statistics, in one pass over memory and without a gradient:
/// y = (conv(x) - mean) / sqrt(var + eps) * weight + bias (+ residual), then max(y, 0) if asked for.
/// </summary>
/// <remarks>The sums are normalized before they leave the cache, by the formula of <see cref="BatchNorm"/> and in its order.</remarks>
internal static class NormalizedConvolution
{
    /// <summary>True where the pair may run as one: Float32 images of the right number of channels, nothing to record, no residual of another shape.</summary>
    /// <param name="x">Input.</param>
    /// <param name="weight">The convolution's weights: [out, in / groups, kernel height, kernel width].</param>
    /// <param name="options">Stride, padding, dilation, groups.</param>
    /// <param name="scale">The normalization's weight.</param>
    /// <param name="shift">The normalization's bias.</param>
    /// <param name="residual">What is added, or null.</param>
    public static bool Suits(Tensor x, Tensor weight, Conv2dOptions options, Tensor scale, Tensor shift, Tensor? residual) =>
        x.Rank == 4
        && x.DType == DType.Float32
        && weight.DType == DType.Float32
        && scale.DType == DType.Float32
        && x.Shape[1] == weight.Shape[1] * options.Groups
        && scale.Shape.IsVector(weight.Shape[0])
        && !Tape.Needs(x, weight, scale, shift, residual);

    /// <summary>y: [batch, out, out height, out width]</summary>
    /// <param name="x">x: [batch, in, height, width]</param>
    /// <param name="weight">The convolution's weights.</param>
    /// <param name="options">Stride, padding, dilation, groups.</param>
    /// <param name="norm">Scale, shift, statistics and epsilon; its X and Training are not read.</param>
    /// <param name="relu">Whether a ReLU follows.</param>
    /// <param name="transformed">Keeps other forms of weights that stay as they are; null where they change.</param>
    /// <exception cref="ShapeException">The sizes do not fit together.</exception>
    public static unsafe Tensor Forward(Tensor x, Tensor weight, Conv2dOptions options, in BatchNormInputs norm, bool relu, TransformedWeights? transformed = null)
    {
        ConvShape sizes = Conv2d.Sizes(x, weight, null, options);
        Shape shape = [sizes.Batch, sizes.OutChannels, sizes.OutHeight, sizes.OutWidth];
        Tensor? residual = norm.Residual;
        Conv2d.RequireResidual(residual, shape, x.DType);
        Tensor rows = x.InChannelsLast();
        Tensor packed = weight.Packing is null ? weight.Pack(new ConvPacking(weight.Shape)) : weight;
        Tensor? added = residual?.InChannelsLast();
        Tensor shift = norm.Bias.InDenseLayout();
        Tensor factors = Factors(norm); // [2, out]
        Tensor y = Tensor.Empty(shape, x.DType);
        ConvEpilogue epilogue = default;
        epilogue.Bias = factors.Pointer<float>();
        epilogue.Scale = epilogue.Bias + sizes.OutChannels;
        epilogue.Shift = shift.Pointer<float>();
        epilogue.Residual = added is null ? null : added.Pointer<float>();
        epilogue.Relu = relu;
        float* kept = transformed is null ? null : transformed.For(sizes, packed);
        Convolution.Forward(sizes, rows.Pointer<float>(), packed.Pointer<float>(), epilogue, y.Pointer<float>(), EngineOptions.Exact, kept);
        return y;
    }

    /// <summary>[2, channels]: the negative means, and weight / sqrt(var + eps).</summary>
    private static Tensor Factors(in BatchNormInputs norm)
    {
        Tensor weight = norm.Weight.InDenseLayout();
        int channels = weight.ElementCount;
        Tensor factors = Tensor.Empty([2, channels], DType.Float32);
        Span<float> values = factors.AsSpan<float>();
        ReadOnlySpan<float> scale = weight.AsSpan<float>();
        ReadOnlySpan<float> mean = norm.RunningMean.AsSpan<float>();
        ReadOnlySpan<float> variance = norm.RunningVar.AsSpan<float>();
        for (int c = 0; c < channels; c++)
        {
            values[c] = -mean[c];
            values[channels + c] = scale[c] * (float)(1 / Math.Sqrt(variance[c] + norm.Eps));
        }

        return factors;
    }
}
