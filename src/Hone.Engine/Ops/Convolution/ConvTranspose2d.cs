using Hone.Autograd;
using Hone.Kernels;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>
    /// The passes of the convolution that leads from y to x, in other roles: forward is its gradient of the input, the gradient of x is its forward.
    /// </summary>
    internal sealed class ConvTranspose2d : Node
    {
        private readonly ConvShape _sizes;
        private readonly Tensor? _x;
        private readonly Tensor? _packed;
        private readonly Shape _xShape;
        private readonly Shape _weightShape;
        private readonly bool _hasBias;
        private readonly bool _exact;

        private ConvTranspose2d(in ConvShape sizes, Tensor rows, Tensor packed, bool exact, params ReadOnlySpan<Tensor> inputs)
            : base(inputs)
        {
            // A gradient that nobody wants needs no saved operand.
            _x = NeedsGradient(1) ? Save(rows) : null;
            _packed = NeedsGradient(0) ? Save(packed) : null;
            _xShape = inputs[0].Shape;
            _weightShape = inputs[1].Shape;
            _sizes = sizes;
            _hasBias = inputs.Length == 3;
            _exact = exact;
        }

        /// <summary>
        /// Shape rule: out = (in - 1) stride - 2 padding + dilation (kernel - 1) + output padding + 1, along height and width. Gives the sizes of the
        /// convolution that leads back.
        /// </summary>
        public static ConvShape Sizes(Tensor x, Tensor weight, Tensor? bias, ConvTranspose2dOptions options, string operation)
        {
            ConvolutionOperands.RequireFloatingPoint(x, weight, operation);
            Size2d stride = options.Stride;
            Size2d padding = options.Padding;
            Size2d extra = options.OutputPadding;
            Size2d dilation = options.Dilation;
            if (Math.Min(stride.Height, stride.Width) < 1 || Math.Min(dilation.Height, dilation.Width) < 1 || options.Groups < 1
                || Math.Min(padding.Height, padding.Width) < 0 || Math.Min(extra.Height, extra.Width) < 0
                || extra.Height >= stride.Height || extra.Width >= stride.Width)
            {
                throw new ShapeException(
                    $"{operation} needs stride, dilation and groups of at least 1, padding of at least 0 and output padding below the stride.",
                    $"stride {stride}, dilation {dilation}, groups {options.Groups}, padding {padding}, output padding {extra}",
                    operation);
            }

            bool fits = x.Rank == 4 && weight.Rank == 4 && x.Shape[1] == weight.Shape[0] && weight.Shape[0] % options.Groups == 0
                && Math.Min(weight.Shape[0], weight.Shape[1]) > 0
                && (bias is null || (bias.Shape == [weight.Shape[1] * options.Groups] && bias.DType == x.DType));
            if (!fits)
            {
                throw new ShapeException(
                    $"{operation} needs x: [batch, in, height, width], weight: [in, out / groups, kernel height, kernel width] and bias: [out], with in divisible by groups.",
                    $"x {x.Shape}, weight {weight.Shape}, groups {options.Groups}" + (bias is null ? string.Empty : $", bias {bias.DType} {bias.Shape}"),
                    operation,
                    ConvolutionOperands.TransposedAdvice(x, weight, options.Groups, 4));
            }

            if (Math.Min(weight.Shape[2], weight.Shape[3]) < 1 || Math.Min(x.Shape[2], x.Shape[3]) < 1)
            {
                throw new ShapeException(
                    $"{operation} needs an input and a kernel of at least 1x1.",
                    $"x {x.Shape}, kernel {weight.Shape[2]}x{weight.Shape[3]}",
                    operation,
                    "give every axis behind the channels at least one element");
            }

            long height = OutSize(x.Shape[2], weight.Shape[2], stride.Height, padding.Height, extra.Height, dilation.Height);
            long width = OutSize(x.Shape[3], weight.Shape[3], stride.Width, padding.Width, extra.Width, dilation.Width);
            long paddedHeight = height + (2L * padding.Height);
            long paddedWidth = width + (2L * padding.Width);
            if (Math.Max(paddedHeight, paddedWidth) > int.MaxValue)
            {
                throw new ShapeException(
                    $"{operation} gives at most {int.MaxValue} pixels along an axis, before the padding is cut off.",
                    $"x {x.Shape} gives {paddedHeight}x{paddedWidth} with kernel {weight.Shape[2]}x{weight.Shape[3]}, stride {stride}, dilation {dilation}",
                    operation,
                    "use a smaller stride or dilation");
            }

            if (height < 1 || width < 1)
            {
                throw new ShapeException(
                    $"{operation} needs an output of at least 1x1 pixels.",
                    $"x {x.Shape} gives {height}x{width} with kernel {weight.Shape[2]}x{weight.Shape[3]}, stride {stride}, padding {padding}",
                    operation,
                    "use less padding");
            }

            return new ConvShape(
                x.Shape[0],
                weight.Shape[1] * options.Groups,
                weight.Shape[0],
                (int)height,
                (int)width,
                weight.Shape[2],
                weight.Shape[3],
                ConvolutionOperands.Stride(stride.Height, paddedHeight),
                ConvolutionOperands.Stride(stride.Width, paddedWidth),
                padding.Height,
                padding.Width,
                dilation.Height,
                dilation.Width,
                options.Groups);
        }

        public static Tensor Forward(Tensor x, Tensor weight, Tensor? bias, ConvTranspose2dOptions options)
        {
            ConvShape sizes = Sizes(x, weight, bias, options, nameof(ConvTranspose2d));
            bool exact = EngineOptions.Exact;
            Tensor rows = x.InChannelsLast();
            Tensor packed = weight.Packing is null ? weight.Pack(new ConvPacking(weight.Shape)) : weight;
            Tensor y = Tensor.Empty([sizes.Batch, sizes.InChannels, sizes.InHeight, sizes.InWidth], x.DType);

            // Every pixel of y starts as the bias, to which the kernel adds.
            if (bias is not null)
            {
                y.CopyValues(Tensor.At(bias.Storage, bias.Offset, y.Shape, SizeList.Of(0, bias.Strides[0], 0, 0), bias.DType));
            }

            Spread(sizes, rows, packed, y, accumulate: bias is not null, exact);
            if (!Tape.Needs(x, weight, bias))
            {
                return y;
            }

            Node node = bias is null
                ? new ConvTranspose2d(sizes, rows, packed, exact, x, weight)
                : new ConvTranspose2d(sizes, rows, packed, exact, x, weight, bias);
            return node.Attach(y);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.InChannelsLast();

            // 1. dW: the convolution's weight gradient, with dy as its input and x as its output's gradient.
            if (_x is not null)
            {
                PassWeightGradient(dy);
            }

            // 2. db = sum of dy over batch, height and width
            if (_hasBias && NeedsGradient(2))
            {
                Tensor db = GradientBuffer(2, out bool accumulate);
                BiasGradient(dy, db, accumulate);
            }

            // 3. dx = the convolution of dy
            if (_packed is not null)
            {
                Tensor dx = Tensor.Empty(_xShape, Layout.ChannelsLast(_xShape), dy.DType);
                InputGradient(dy, dx);
                Pass(0, dx);
            }
        }

        private static long OutSize(int size, int kernel, int stride, int padding, int extra, int dilation) =>
            ((size - 1L) * stride) - (2L * padding) + ((long)dilation * (kernel - 1)) + extra + 1;

        private static unsafe void Spread(in ConvShape sizes, Tensor x, Tensor packed, Tensor y, bool accumulate, bool exact)
        {
            if (x.DType == DType.Float32)
            {
                Convolution.BackwardData(sizes, x.Pointer<float>(), packed.Pointer<float>(), y.Pointer<float>(), accumulate, exact);
            }
            else
            {
                ConvolutionPlain<double>.BackwardData(sizes, x.Pointer<double>(), packed.Pointer<double>(), y.Pointer<double>(), accumulate);
            }
        }

        private void PassWeightGradient(Tensor dy)
        {
            if (Inputs[1].Leaf is { Packing: not null })
            {
                Tensor buffer = GradientBuffer(1, out bool accumulate);
                WeightGradient(dy, buffer, accumulate);
                return;
            }

            var packing = new ConvPacking(_weightShape);
            Tensor packed = new(Tensor.Empty([packing.Length], dy.DType).Storage, 0, packing, dy.DType);
            WeightGradient(dy, packed, accumulate: false);
            Pass(1, packed.ContiguousCopy());
        }

        private unsafe void WeightGradient(Tensor dy, Tensor packed, bool accumulate)
        {
            if (dy.DType == DType.Float32)
            {
                Convolution.BackwardWeight(_sizes, dy.Pointer<float>(), _x!.Pointer<float>(), packed.Pointer<float>(), accumulate, _exact);
            }
            else
            {
                ConvolutionPlain<double>.BackwardWeight(_sizes, dy.Pointer<double>(), _x!.Pointer<double>(), packed.Pointer<double>(), accumulate);
            }
        }

        private unsafe void BiasGradient(Tensor dy, Tensor db, bool accumulate)
        {
            // A 1x1 convolution that leads to dy has the same gradient of the bias.
            var pixels = new ConvShape(_sizes.Batch, 1, _sizes.InChannels, _sizes.InHeight, _sizes.InWidth, 1, 1, 1, 1, 0, 0, 1, 1, 1);
            if (dy.DType == DType.Float32)
            {
                Convolution.BackwardBias(pixels, dy.Pointer<float>(), db.Pointer<float>(), accumulate);
            }
            else
            {
                ConvolutionPlain<double>.BackwardBias(pixels, dy.Pointer<double>(), db.Pointer<double>(), accumulate);
            }
        }

        private unsafe void InputGradient(Tensor dy, Tensor dx)
        {
            if (dy.DType == DType.Float32)
            {
                Convolution.Forward(_sizes, dy.Pointer<float>(), _packed!.Pointer<float>(), default, dx.Pointer<float>(), _exact);
            }
            else
            {
                ConvolutionPlain<double>.Forward(_sizes, dy.Pointer<double>(), _packed!.Pointer<double>(), null, dx.Pointer<double>());
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The transposed 2-d convolution, which enlarges images: every input pixel adds a kernel to the output.</summary>
        /// <remarks>
        /// y[n, k, i stride + a dilation - padding, j stride + b dilation - padding] += weight[c, k, a, b] x[n, c, i, j], beginning from bias[k]: the
        /// gradient of a <see cref="Conv2d"/> with respect to its input. Out = (in - 1) stride - 2 padding + dilation (kernel - 1) + output padding +
        /// 1. PyTorch's <c>F.conv_transpose2d</c>; there the output padding may also reach the dilation, here it stays below the stride.
        /// </remarks>
        /// <param name="x">x: [batch, in, height, width]</param>
        /// <param name="weight">weight: [in, out / groups, kernel height, kernel width]; a layer keeps it packed for the kernels.</param>
        /// <param name="bias">bias: [out], or null for none.</param>
        /// <param name="options">Stride, padding, output padding, dilation and groups; null stands for stride 1 without padding.</param>
        /// <returns>y: [batch, out, out height, out width]</returns>
        /// <exception cref="ShapeException">The sizes do not fit together, or nothing is left of the output.</exception>
        /// <exception cref="HoneException">The element types differ, or are not floating point.</exception>
        public static Tensor ConvTranspose2d(this Tensor x, Tensor weight, Tensor? bias = null, ConvTranspose2dOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            return Ops.ConvTranspose2d.Forward(x, weight, bias, options ?? new ConvTranspose2dOptions());
        }
    }
}
