namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The 1-d convolution (cross-correlation) of a batch of sequences.</summary>
    /// <remarks>
    /// y[n, k, i] = bias[k] + sum over c, a of weight[k, c, a] x[n, c, i stride + a dilation - padding]; elements outside x are zero. Out = (in + 2
    /// padding - dilation (kernel - 1) - 1) / stride + 1, rounded down. PyTorch's <c>F.conv1d</c>, as a <see cref="Conv2d"/> of images that are one
    /// pixel high; the result lies with its channels innermost, so that a chain of them copies nothing.
    /// </remarks>
    /// <param name="x">x: [batch, in, length]</param>
    /// <param name="weight">weight: [out, in / groups, kernel]</param>
    /// <param name="bias">bias: [out], or null for none.</param>
    /// <param name="options">Stride, padding, dilation and groups; null stands for stride 1 without padding.</param>
    /// <returns>y: [batch, out, out length]</returns>
    /// <exception cref="ShapeException">The sizes do not fit together, there is no channel, or the kernel is larger than the padded input.</exception>
    /// <exception cref="HoneException">The element types differ, or are not floating point.</exception>
    public static Tensor Conv1d(this Tensor x, Tensor weight, Tensor? bias = null, Conv1dOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        options ??= new Conv1dOptions();
        if (options.Stride < 1 || options.Dilation < 1 || options.Groups < 1 || options.Padding < 0)
        {
            throw new ShapeException(
                "Conv1d needs stride, dilation and groups of at least 1 and padding of at least 0.",
                $"stride {options.Stride}, dilation {options.Dilation}, groups {options.Groups}, padding {options.Padding}",
                nameof(Conv1d));
        }

        Ops.ConvolutionOperands.RequireFloatingPoint(x, weight, nameof(Conv1d));
        bool fits = x.Rank == 3 && weight.Rank == 3 && x.Shape[1] == (long)weight.Shape[1] * options.Groups && weight.Shape[0] % options.Groups == 0
            && Math.Min(weight.Shape[0], weight.Shape[1]) > 0 && (bias is null || (bias.Shape == [weight.Shape[0]] && bias.DType == x.DType));
        if (!fits)
        {
            throw new ShapeException(
                "Conv1d needs x: [batch, in, length], weight: [out, in / groups, kernel] and bias: [out], with out divisible by groups.",
                $"x {x.Shape}, weight {weight.Shape}, groups {options.Groups}" + (bias is null ? string.Empty : $", bias {bias.DType} {bias.Shape}"),
                nameof(Conv1d),
                Ops.ConvolutionOperands.Advice(x, weight, options.Groups, 3));
        }

        if (weight.Shape[2] < 1)
        {
            throw new ShapeException(
                "Conv1d needs a kernel of at least 1.",
                $"weight {weight.Shape}",
                nameof(Conv1d),
                "give the last axis of the weight at least one element");
        }

        long length = x.Shape[2] + (2L * options.Padding);
        if (length > int.MaxValue)
        {
            throw new ShapeException(
                $"Conv1d takes sequences of at most {int.MaxValue}, padding included.",
                $"x {x.Shape} with padding {options.Padding}",
                nameof(Conv1d),
                "use less padding");
        }

        if (length <= (long)options.Dilation * (weight.Shape[2] - 1))
        {
            throw new ShapeException(
                "Conv1d needs an input that is at least as long as the kernel.",
                $"x {x.Shape} with padding {options.Padding}, kernel {weight.Shape[2]} with dilation {options.Dilation}",
                nameof(Conv1d),
                "add padding, or use fewer layers with stride 2 before this one");
        }

        var image = new Conv2dOptions
        {
            Stride = (1, options.Stride),
            Padding = (0, options.Padding),
            Dilation = (1, options.Dilation),
            Groups = options.Groups,
        };
        Tensor y = x.Unsqueeze(2).Conv2d(weight.Unsqueeze(2), bias, image); // [batch, out, 1, out length]
        return y.Squeeze(2);
    }
}
