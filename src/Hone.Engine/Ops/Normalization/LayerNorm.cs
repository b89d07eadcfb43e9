using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for layer and RMS normalization.</summary>
    internal sealed class LayerNorm : Node
    {
        private readonly Tensor _x;
        private readonly Tensor? _weight;
        private readonly Tensor _mean;
        private readonly Tensor _inverse;
        private readonly Shape _shape;
        private readonly bool _centered;
        private readonly int[] _parameterStrides;
        private readonly int _biasInput;
        private readonly int _weightInput;

        private LayerNorm(Tensor x, Tensor rows, Tensor? weight, Tensor mean, Tensor inverse, bool centered, int[] parameterStrides, params ReadOnlySpan<Tensor> inputs)
            : base(inputs)
        {
            _x = Save(rows);
            _weight = weight is null ? null : Save(weight);
            _mean = Save(mean);
            _inverse = Save(inverse);
            _shape = Shape.Create(x.Shape.AsSpan()[^parameterStrides.Length..]);
            _centered = centered;
            _parameterStrides = parameterStrides;
            _weightInput = weight is null ? -1 : 1;
            int next = weight is null ? 1 : 2;
            _biasInput = next < inputs.Length ? next : -1;
        }

        /// <summary>Shape rule: like x, whose last axes have the normalized shape.</summary>
        public static void Check(Tensor x, Shape normalized, Tensor? weight, Tensor? bias, double eps, string operation)
        {
            int first = x.Rank - normalized.Rank;
            for (int i = 0; i < normalized.Rank; i++)
            {
                int axis = first + i;
                if (axis < 0 || x.Shape[axis] != normalized[i])
                {
                    string offending = axis < 0 ? $"x has {x.Rank} axes" : $"axis {axis} of x has size {x.Shape[axis]}, not {normalized[i]}";
                    throw new ShapeException(
                        $"{operation} needs x: [..., {string.Join(", ", normalized.ToArray())}], whose last axes have the normalized shape {normalized}.",
                        $"x {x.Shape}: {offending}",
                        operation,
                        "create the layer for the size of x's last axes, or permute the features to the end");
                }
            }

            if (normalized.Rank == 0 || !DTypes.IsFloatingPoint(x.DType) || !(eps >= 0))
            {
                throw new ShapeException(
                    $"{operation} needs floating-point x, at least one normalized axis and eps of at least 0.",
                    $"x {x.DType} {x.Shape}, normalized shape {normalized}, eps {eps}",
                    operation);
            }

            CheckParameter(weight, "weight", x, normalized, operation);
            CheckParameter(bias, "bias", x, normalized, operation);
        }

        public static Tensor Forward(Tensor x, Shape normalized, Tensor? weight, Tensor? bias, double eps, bool centered, string operation)
        {
            Check(x, normalized, weight, bias, eps, operation);

            // Whole images lie channels-last, and their statistics do not care for the order: the parameters take that order instead.
            bool images = x.Rank == 4 && normalized.Rank == 3;
            int[] strides = images ? Layout.ChannelsLast(x.Shape) : Layout.RowMajor(x.Shape);
            int[] parameterStrides = SizeList.Of(strides.AsSpan(x.Rank - normalized.Rank));
            Tensor rows = x.InLayout(strides);
            Tensor? w = weight?.InLayout(parameterStrides);
            Tensor? b = bias?.InLayout(parameterStrides);
            int count = normalized.ElementCount == 0 ? 0 : x.ElementCount / normalized.ElementCount;
            Tensor y = Tensor.Empty(x.Shape, strides, x.DType);
            Tensor mean = Tensor.Empty([count], x.DType);
            Tensor inverse = Tensor.Empty([count], x.DType);
            if (x.DType == DType.Float32)
            {
                Run<float>(rows, w, b, y, mean, inverse, eps, centered);
            }
            else
            {
                Run<double>(rows, w, b, y, mean, inverse, eps, centered);
            }

            if (!Tape.Needs(x, weight, bias))
            {
                return y;
            }

            Node node = (weight, bias) switch
            {
                (null, null) => new LayerNorm(x, rows, null, mean, inverse, centered, parameterStrides, x),
                (null, _) => new LayerNorm(x, rows, null, mean, inverse, centered, parameterStrides, x, bias),
                (_, null) => new LayerNorm(x, rows, w, mean, inverse, centered, parameterStrides, x, weight),
                _ => new LayerNorm(x, rows, w, mean, inverse, centered, parameterStrides, x, weight, bias),
            };
            return node.Attach(y);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.InLayout(_x.Strides);
            bool wantsInput = NeedsGradient(0);

            // dx is added where a skip connection has left its gradient: one pass less for every block of a transformer.
            GradientSlot slot = wantsInput ? Open(0, _x.Shape, _x.Strides, _x.DType) : default;
            Tensor? dWeight = ParameterGradient(_weightInput);
            Tensor? dBias = ParameterGradient(_biasInput);
            if (dy.DType == DType.Float32)
            {
                Differentiate<float>(dy, slot, wantsInput, dWeight, dBias);
            }
            else
            {
                Differentiate<double>(dy, slot, wantsInput, dWeight, dBias);
            }

            if (dWeight is not null)
            {
                Pass(_weightInput, dWeight);
            }

            if (dBias is not null)
            {
                Pass(_biasInput, dBias);
            }

            if (wantsInput)
            {
                Close(0, slot);
            }
        }

        private static void CheckParameter(Tensor? parameter, string name, Tensor x, Shape normalized, string operation)
        {
            if (parameter is not null && (parameter.Shape != normalized || parameter.DType != x.DType))
            {
                throw new ShapeException(
                    $"{operation} needs {name}: {normalized} of type {x.DType} for x {x.Shape}.",
                    $"{name} {parameter.DType} {parameter.Shape}",
                    operation,
                    $"create the layer for the shape {normalized}");
            }
        }

        private static unsafe void Run<T>(Tensor x, Tensor? weight, Tensor? bias, Tensor y, Tensor mean, Tensor inverse, double eps, bool centered)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var problem = new RowNormProblem<T>
            {
                Rows = mean.ElementCount,
                Size = mean.ElementCount == 0 ? 0 : x.ElementCount / mean.ElementCount,
                Centered = centered,
                Eps = eps,
                X = x.Pointer<T>(),
                Y = y.Pointer<T>(),
                Weight = weight is null ? null : weight.Pointer<T>(),
                Bias = bias is null ? null : bias.Pointer<T>(),
                Mean = mean.Pointer<T>(),
                Inverse = inverse.Pointer<T>(),
            };
            RowNormLoop<T>.Forward(ref problem);
        }

        private Tensor? ParameterGradient(int input) =>
            input < 0 || !NeedsGradient(input) ? null : Tensor.Empty(_shape, _parameterStrides, _x.DType);

        private unsafe void Differentiate<T>(Tensor dy, GradientSlot slot, bool wantsInput, Tensor? dWeight, Tensor? dBias)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var problem = new RowNormProblem<T>
            {
                Rows = _mean.ElementCount,
                Size = _shape.ElementCount,
                Centered = _centered,
                X = _x.Pointer<T>(),
                Dy = dy.Pointer<T>(),
                Dx = wantsInput ? slot.Memory.Pointer<T>() : null,
                Accumulate = wantsInput && slot.Accumulate,
                Weight = _weight is null ? null : _weight.Pointer<T>(),
                Mean = _mean.Pointer<T>(),
                Inverse = _inverse.Pointer<T>(),
            };
            RowNormLoop<T>.Backward(ref problem, dWeight is null ? null : dWeight.Pointer<T>(), dBias is null ? null : dBias.Pointer<T>());
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Layer normalization: each row of features is shifted and scaled to mean 0 and variance 1, then by learned numbers.</summary>
        /// <remarks>
        /// y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and (biased) variance over the last axes of each item for itself. PyTorch's
        /// <c>F.layer_norm</c>; Ba, Kiros and Hinton 2016. The variance comes from a second pass over the centered row, so that a mean far above the
        /// spread costs no digits. Equal bits on any number of threads.
        /// </remarks>
        /// <param name="x">x: [..., normalized shape]</param>
        /// <param name="normalizedShape">Sizes of the last axes, which are normalized together: [features] for tokens.</param>
        /// <param name="weight">weight: [normalized shape], the scale; null for ones.</param>
        /// <param name="bias">bias: [normalized shape], the shift; null for zeros.</param>
        /// <param name="eps">Added to the variance, so that constant rows become 0; 1e-5 as in PyTorch.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="ShapeException">The last axes of x, weight or bias have other sizes or types; eps is negative.</exception>
        public static Tensor LayerNorm(this Tensor x, Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.LayerNorm.Forward(x, normalizedShape, weight, bias, eps, centered: true, nameof(LayerNorm));
        }
    }
}
