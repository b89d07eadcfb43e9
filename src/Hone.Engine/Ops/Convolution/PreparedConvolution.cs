using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>
/// A convolution whose weights stay as they are: y = conv(x) + bias (+ residual), then max(y, 0) if asked for, in one pass over memory and
/// without a gradient. The weights are packed once, and once more transformed for each fast algorithm when the first input comes that suits it.
/// </summary>
internal sealed class PreparedConvolution
{
    private readonly Tensor _packed;
    private readonly Tensor _bias;
    private readonly Conv2dOptions _options;
    private readonly bool _relu;
    private readonly TransformedWeights _transformed = new();

    /// <summary>Copies the weights.</summary>
    /// <param name="weight">weight: [out, in / groups, kernel height, kernel width], Float32.</param>
    /// <param name="bias">bias: [out], Float32.</param>
    /// <param name="options">Stride, padding, dilation, groups.</param>
    /// <param name="relu">Whether a ReLU follows.</param>
    public PreparedConvolution(Tensor weight, Tensor bias, Conv2dOptions options, bool relu)
    {
        _packed = Tensor.PackConvWeight(weight);
        _bias = Tensor.ZerosPersistent(bias.Shape, bias.DType);
        _bias.CopyFrom(bias);
        _options = options;
        _relu = relu;
    }

    /// <summary>y: [batch, out, out height, out width]</summary>
    /// <param name="x">x: [batch, in, height, width]</param>
    /// <param name="residual">Added to the sum before the ReLU; y's shape, or null.</param>
    /// <exception cref="ShapeException">The sizes do not fit together.</exception>
    /// <exception cref="HoneException">The element types differ, or a gradient is wanted.</exception>
    public unsafe Tensor Forward(Tensor x, Tensor? residual)
    {
        ConvShape sizes = Conv2d.Sizes(x, _packed, _bias, _options);
        Shape shape = [sizes.Batch, sizes.OutChannels, sizes.OutHeight, sizes.OutWidth];
        Conv2d.RequireResidual(residual, shape, x.DType);
        if (Tape.Needs(x) || (residual is not null && Tape.Needs(residual)))
        {
            throw new HoneException(
                "A model optimized for inference computes no gradients.",
                $"x {x.Shape} that requires a gradient",
                nameof(Conv2d),
                "call the model inside NoGrad.Enter(), or train the model it was made from");
        }

        Tensor rows = x.InChannelsLast();
        Tensor? added = residual?.InChannelsLast();
        Tensor y = Tensor.Empty(shape, x.DType);
        ConvEpilogue epilogue = default;
        epilogue.Bias = _bias.Pointer<float>();
        epilogue.Residual = added is null ? null : added.Pointer<float>();
        epilogue.Relu = _relu;
        Convolution.Forward(
            sizes, rows.Pointer<float>(), _packed.Pointer<float>(), epilogue, y.Pointer<float>(), EngineOptions.Exact, _transformed.For(sizes, _packed));
        return y;
    }
}
