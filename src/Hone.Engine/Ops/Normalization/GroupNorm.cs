using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for group and instance normalization.</summary>
    internal sealed class GroupNorm : Node
    {
        private readonly Tensor _x;
        private readonly Tensor? _weight;
        private readonly Tensor _mean;
        private readonly Tensor _inverse;
        private readonly int _groups;
        private readonly int _weightInput;
        private readonly int _biasInput;

        private GroupNorm(in GroupNormInputs arguments, Tensor rows, Tensor mean, Tensor inverse, params ReadOnlySpan<Tensor> inputs)
            : base(inputs)
        {
            _x = Save(rows);
            _weight = arguments.Weight is null ? null : Save(arguments.Weight);
            _mean = Save(mean);
            _inverse = Save(inverse);
            _groups = arguments.Groups;
            _weightInput = arguments.Weight is null ? -1 : 1;
            _biasInput = arguments.Bias is null ? -1 : inputs.Length - 1;
        }

        // Shape rule: GroupNormInputs.Check. Forward:
        public static Tensor Forward(in GroupNormInputs inputs, out Tensor mean, Tensor? variance, string operation)
        {
            inputs.Check(operation);
            GroupNormInputs dense = inputs.WithDenseVectors();
            Tensor x = inputs.X;
            int[] strides = Layout.ChannelsInner(x.Shape);
            Tensor rows = x.InLayout(strides);
            Tensor y = Tensor.Empty(x.Shape, strides, x.DType);
            mean = Tensor.Empty([x.Shape[0], inputs.Groups], x.DType);
            Tensor inverse = Tensor.Empty(mean.Shape, x.DType);
            if (x.DType == DType.Float32)
            {
                GroupNormCore<float>.Forward(dense, rows, y, mean, inverse, variance);
            }
            else
            {
                GroupNormCore<double>.Forward(dense, rows, y, mean, inverse, variance);
            }

            if (!Tape.Needs(x, inputs.Weight, inputs.Bias))
            {
                return y;
            }

            Node node = (inputs.Weight, inputs.Bias) switch
            {
                (null, null) => new GroupNorm(dense, rows, mean, inverse, x),
                (null, { } bias) => new GroupNorm(dense, rows, mean, inverse, x, bias),
                ({ } weight, null) => new GroupNorm(dense, rows, mean, inverse, x, weight),
                ({ } weight, { } bias) => new GroupNorm(dense, rows, mean, inverse, x, weight, bias),
            };
            return node.Attach(y);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = Align(gradient, _x.Strides, out Tensor target);
            Tensor? dx = NeedsGradient(0) ? target : null;
            Tensor? dWeight = ParameterGradient(_weightInput);
            Tensor? dBias = ParameterGradient(_biasInput);
            if (dy.DType == DType.Float32)
            {
                GroupNormCore<float>.Backward(_x, dy, _groups, _weight, _mean, _inverse, dx, dWeight, dBias);
            }
            else
            {
                GroupNormCore<double>.Backward(_x, dy, _groups, _weight, _mean, _inverse, dx, dWeight, dBias);
            }

            if (dWeight is not null)
            {
                Pass(_weightInput, dWeight);
            }

            if (dBias is not null)
            {
                Pass(_biasInput, dBias);
            }

            if (dx is not null)
            {
                Pass(0, dx);
            }
        }

        private Tensor? ParameterGradient(int input) =>
            input < 0 || !NeedsGradient(input) ? null : Tensor.Empty([_x.Shape[1]], _x.DType);
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Group normalization: the channels of each image fall into groups, each shifted and scaled to mean 0 and variance 1, then by learned numbers.</summary>
        /// <remarks>
        /// y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and (biased) variance over the pixels and channels of a group in one image: no
        /// item sees another, so batches may be small. Images are read channels-last without a copy. PyTorch's <c>F.group_norm</c>; Wu and He 2018.
        /// </remarks>
        /// <param name="x">x: [batch, channels, ...]</param>
        /// <param name="groups">Number of groups; it divides the channels. 1 normalizes the whole image.</param>
        /// <param name="weight">weight: [channels], the scale; null for ones.</param>
        /// <param name="bias">bias: [channels], the shift; null for zeros.</param>
        /// <param name="eps">Added to the variance; 1e-5 as in PyTorch.</param>
        /// <returns>y: [batch, channels, ...], like x.</returns>
        /// <exception cref="ShapeException">The groups do not divide the channels, or weight or bias have another length or type.</exception>
        /// <exception cref="HoneException">eps is negative.</exception>
        public static Tensor GroupNorm(this Tensor x, int groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.GroupNorm.Forward(new GroupNormInputs(x, groups, weight, bias, eps), out _, null, nameof(GroupNorm));
        }
    }
}
