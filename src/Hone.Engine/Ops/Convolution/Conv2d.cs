using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Conv2d : Node
    {
        private readonly ConvShape _sizes;
        private readonly Tensor? _x;
        private readonly Tensor? _packed;
        private readonly Shape _xShape;
        private readonly Shape _weightShape;
        private readonly bool _hasBias;
        private readonly bool _exact;

        private Conv2d(in ConvShape sizes, Tensor rows, Tensor packed, bool exact, params ReadOnlySpan<Tensor> inputs)
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

        /// <summary>Shape rule: out = (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1, along height and width.</summary>
        public static ConvShape Sizes(Tensor x, Tensor weight, Tensor? bias, Conv2dOptions options)
        {
            ConvolutionOperands.RequireFloatingPoint(x, weight, nameof(Conv2d));
            Size2d stride = options.Stride;
            Size2d padding = options.Padding;
            Size2d dilation = options.Dilation;
            if (Math.Min(stride.Height, stride.Width) < 1 || Math.Min(dilation.Height, dilation.Width) < 1
                || Math.Min(padding.Height, padding.Width) < 0 || options.Groups < 1)
            {
                throw new ShapeException(
                    "Conv2d needs stride, dilation and groups of at least 1 and padding of at least 0.",
                    $"stride {stride}, dilation {dilation}, groups {options.Groups}, padding {padding}",
                    nameof(Conv2d));
            }

            bool fits = x.Rank == 4 && weight.Rank == 4 && x.Shape[1] == (long)weight.Shape[1] * options.Groups
                && weight.Shape[0] % options.Groups == 0 && Math.Min(weight.Shape[0], weight.Shape[1]) > 0
                && (bias is null || (bias.Shape == [weight.Shape[0]] && bias.DType == x.DType));
            if (!fits)
            {
                throw new ShapeException(
                    "Conv2d needs x: [batch, in, height, width], weight: [out, in / groups, kernel height, kernel width] and bias: [out], with out divisible by groups.",
                    $"x {x.Shape}, weight {weight.Shape}, groups {options.Groups}" + (bias is null ? string.Empty : $", bias {bias.DType} {bias.Shape}"),
                    nameof(Conv2d),
                    ConvolutionOperands.Advice(x, weight, options.Groups, 4));
            }

            if (Math.Min(weight.Shape[2], weight.Shape[3]) < 1)
            {
                throw new ShapeException(
                    "Conv2d needs a kernel of at least 1x1.",
                    $"weight {weight.Shape}",
                    nameof(Conv2d),
                    "give the last two axes of the weight at least one element");
            }

            long height = x.Shape[2] + (2L * padding.Height);
            long width = x.Shape[3] + (2L * padding.Width);
            if (Math.Max(height, width) > int.MaxValue)
            {
                throw new ShapeException(
                    $"Conv2d takes at most {int.MaxValue} pixels along an axis, padding included.",
                    $"x {x.Shape} with padding {padding}",
                    nameof(Conv2d),
                    "use less padding");
            }

            if ((long)dilation.Height * (weight.Shape[2] - 1) >= height || (long)dilation.Width * (weight.Shape[3] - 1) >= width)
            {
                throw new ShapeException(
                    "Conv2d needs an input that is at least as large as the kernel.",
                    $"x {x.Shape} with padding {padding}, kernel {weight.Shape[2]}x{weight.Shape[3]} with dilation {dilation}",
                    nameof(Conv2d),
                    "add padding, or use fewer layers with stride 2 before this one");
            }

            return new ConvShape(
                x.Shape[0],
                x.Shape[1],
                weight.Shape[0],
                x.Shape[2],
                x.Shape[3],
                weight.Shape[2],
                weight.Shape[3],
                ConvolutionOperands.Stride(stride.Height, height),
                ConvolutionOperands.Stride(stride.Width, width),
                padding.Height,
                padding.Width,
                dilation.Height,
                dilation.Width,
                options.Groups);
        }

        /// <summary>Refuses a residual that is not what the convolution gives; null is none.</summary>
        public static void RequireResidual(Tensor? residual, in Shape shape, DType dtype)
        {
            if (residual is not null && (residual.Shape != shape || residual.DType != dtype))
            {
                throw new ShapeException(
                    $"The shortcut has the convolution's output {dtype} {shape}.",
                    $"{residual.DType} {residual.Shape}",
                    nameof(Conv2d),
                    "give the skip connection the same channels and stride as the main path");
            }
        }

        public static Tensor Forward(Tensor x, Tensor weight, Tensor? bias, Conv2dOptions options, TransformedWeights? transformed = null)
        {
            ConvShape sizes = Sizes(x, weight, bias, options);
            bool exact = EngineOptions.Exact;
            Tensor rows = x.InChannelsLast();
            Tensor packed = weight.Packing is null ? weight.Pack(new ConvPacking(weight.Shape)) : weight;
            Tensor y = Tensor.Empty([sizes.Batch, sizes.OutChannels, sizes.OutHeight, sizes.OutWidth], x.DType);
            bool isRecorded = Tape.Needs(x, weight, bias);
            Convolve(sizes, rows, packed, bias?.InDenseLayout(), y, exact, isRecorded ? null : transformed);
            if (!isRecorded)
            {
                return y;
            }

            Node node = bias is null
                ? new Conv2d(sizes, rows, packed, exact, x, weight)
                : new Conv2d(sizes, rows, packed, exact, x, weight, bias);
            return node.Attach(y);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.InChannelsLast();

            // 1. dW, written straight into the gradient of a packed parameter.
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

            // 3. dx, added to the gradient of a skip connection where one is already there.
            if (_packed is not null)
            {
                GradientSlot slot = Open(0, _xShape, Layout.ChannelsLast(_xShape), dy.DType);
                InputGradient(dy, slot);
                Close(0, slot);
            }
        }

        private static unsafe void Convolve(in ConvShape sizes, Tensor x, Tensor packed, Tensor? bias, Tensor y, bool exact, TransformedWeights? transformed)
        {
            if (x.DType == DType.Float32)
            {
                ConvEpilogue epilogue = default;
                epilogue.Bias = bias is null ? null : bias.Pointer<float>();
                float* kept = transformed is null ? null : transformed.For(sizes, packed);
                Convolution.Forward(sizes, x.Pointer<float>(), packed.Pointer<float>(), epilogue, y.Pointer<float>(), exact, kept);
            }
            else
            {
                double* b = bias is null ? null : bias.Pointer<double>();
                ConvolutionPlain<double>.Forward(sizes, x.Pointer<double>(), packed.Pointer<double>(), b, y.Pointer<double>());
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
                Convolution.BackwardWeight(_sizes, _x!.Pointer<float>(), dy.Pointer<float>(), packed.Pointer<float>(), accumulate, _exact);
            }
            else
            {
                ConvolutionPlain<double>.BackwardWeight(_sizes, _x!.Pointer<double>(), dy.Pointer<double>(), packed.Pointer<double>(), accumulate);
            }
        }

        private unsafe void BiasGradient(Tensor dy, Tensor db, bool accumulate)
        {
            if (dy.DType == DType.Float32)
            {
                Convolution.BackwardBias(_sizes, dy.Pointer<float>(), db.Pointer<float>(), accumulate);
            }
            else
            {
                ConvolutionPlain<double>.BackwardBias(_sizes, dy.Pointer<double>(), db.Pointer<double>(), accumulate);
            }
        }

        private unsafe void InputGradient(Tensor dy, GradientSlot slot)
        {
            if (dy.DType == DType.Float32)
            {
                Convolution.BackwardData(_sizes, dy.Pointer<float>(), _packed!.Pointer<float>(), slot.Memory.Pointer<float>(), slot.Accumulate, _exact);
            }
            else
            {
                ConvolutionPlain<double>.BackwardData(_sizes, dy.Pointer<double>(), _packed!.Pointer<double>(), slot.Memory.Pointer<double>(), slot.Accumulate);
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The 2-d convolution (cross-correlation, as everywhere in deep learning) of a batch of images.</summary>
        /// <remarks>
        /// y[n, k, i, j] = bias[k] + sum over c, a, b of weight[k, c, a, b] x[n, c, i stride + a dilation - padding, j stride + b dilation - padding];
        /// pixels outside x are zero. Out = (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down. PyTorch's
        /// <c>F.conv2d</c>; 3x3 kernels of stride 1 and 7x7 kernels of stride 2 may use Winograd's algorithm, see <see cref="EngineOptions.Exact"/>.
        /// </remarks>
        /// <param name="x">x: [batch, in, height, width]</param>
        /// <param name="weight">weight: [out, in / groups, kernel height, kernel width]; a layer keeps it packed for the kernels.</param>
        /// <param name="bias">bias: [out], or null for none.</param>
        /// <param name="options">Stride, padding, dilation and groups; null stands for stride 1 without padding.</param>
        /// <returns>y: [batch, out, out height, out width]</returns>
        /// <exception cref="ShapeException">The sizes do not fit together, there is no channel, or the kernel is larger than the padded input.</exception>
        /// <exception cref="HoneException">The element types differ, or are not floating point.</exception>
        public static Tensor Conv2d(this Tensor x, Tensor weight, Tensor? bias = null, Conv2dOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            return Ops.Conv2d.Forward(x, weight, bias, options ?? new Conv2dOptions());
        }
    }
}
