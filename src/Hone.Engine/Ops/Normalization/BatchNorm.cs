using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for the three forms: plain, with ReLU, with residual and ReLU.</summary>
    internal sealed class BatchNorm : Node
    {
        private readonly Tensor _x;
        private readonly Tensor? _y;
        private readonly Tensor _weight;
        private readonly Tensor _bias;
        private readonly Tensor _mean;
        private readonly Tensor _inverse;
        private readonly bool _training;
        private readonly bool _relu;
        private readonly bool _hasResidual;

        private BatchNorm(in BatchNormInputs inputs, bool relu, Tensor rows, Tensor y, Tensor mean, Tensor inverse, params ReadOnlySpan<Tensor> tensors)
            : base(tensors)
        {
            _x = Save(rows);
            _weight = Save(inputs.Weight);
            _bias = Save(inputs.Bias);
            _mean = Save(mean);
            _inverse = Save(inverse);
            _training = inputs.Training;
            _relu = relu;
            _hasResidual = inputs.Residual is not null;

            // Without a residual, backward computes the sign of y again from x: one operand less to read, and to keep.
            _y = relu && _hasResidual ? Save(y) : null;
        }

        // Shape rule: BatchNormInputs.Check. Forward:
        public static Tensor Forward(in BatchNormInputs inputs, bool relu, string operation)
        {
            inputs.Check(operation);
            BatchNormInputs dense = inputs.WithDenseVectors();
            Tensor x = inputs.X;
            int[] strides = inputs.ChannelsInner;
            Tensor rows = x.InLayout(strides);
            Tensor? residual = inputs.Residual?.InLayout(strides);
            Tensor y = Tensor.Empty(x.Shape, strides, x.DType);
            Tensor mean = Tensor.Empty([inputs.Channels], x.DType);
            Tensor inverse = Tensor.Empty([inputs.Channels], x.DType);
            if (x.DType == DType.Float32)
            {
                BatchNormCore<float>.Forward(dense, relu, rows, residual, y, mean, inverse);
            }
            else
            {
                BatchNormCore<double>.Forward(dense, relu, rows, residual, y, mean, inverse);
            }

            if (!Tape.Needs(x, inputs.Weight, inputs.Bias, inputs.Residual))
            {
                return y;
            }

            Node node = inputs.Residual is null
                ? new BatchNorm(dense, relu, rows, y, mean, inverse, x, inputs.Weight, inputs.Bias)
                : new BatchNorm(dense, relu, rows, y, mean, inverse, x, inputs.Weight, inputs.Bias, inputs.Residual);
            return node.Attach(y);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dy is overwritten where nobody else reads it: with the masked gradient, which is the residual's, or with dx.
            Tensor dy = Align(gradient, _x.Strides, out Tensor target);
            bool wantsResidual = _hasResidual && NeedsGradient(3);
            Tensor? masked = wantsResidual ? target : null;
            Tensor? own = LeafMemory(0, _x.Shape, _x.Strides);
            Tensor? dx = !NeedsGradient(0) ? null : own ?? (wantsResidual ? Tensor.Empty(_x.Shape, _x.Strides, _x.DType) : target);
            Tensor? ownWeight = LeafMemory(1, _weight.Shape, _weight.Strides);
            Tensor? ownBias = LeafMemory(2, _bias.Shape, _bias.Strides);
            Tensor dWeight = ownWeight ?? Tensor.Empty(_weight.Shape, _weight.DType);
            Tensor dBias = ownBias ?? Tensor.Empty(_bias.Shape, _bias.DType);
            var gradients = new BatchNormGradients(_x, _relu, _y, dy, _mean, _inverse, _weight, _bias, _training, dWeight, dBias, masked, dx);
            if (_x.DType == DType.Float32)
            {
                BatchNormCore<float>.Backward(gradients);
            }
            else
            {
                BatchNormCore<double>.Backward(gradients);
            }

            if (dx is not null && own is null)
            {
                Pass(0, dx);
            }

            if (ownWeight is null && NeedsGradient(1))
            {
                Pass(1, dWeight);
            }

            if (ownBias is null && NeedsGradient(2))
            {
                Pass(2, dBias);
            }

            if (masked is not null)
            {
                Pass(3, masked);
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Batch normalization: each channel is shifted and scaled to mean 0 and variance 1, then by learned numbers.</summary>
        /// <remarks>
        /// y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and (biased) variance over batch and pixels when training, and
        /// the running statistics otherwise. Training moves them: running = running + momentum (batch - running), with the unbiased
        /// variance. PyTorch's <c>F.batch_norm</c>; the variance is summed around values of the data in chunks merged in double, so a
        /// mean far above the spread costs no digits, and results do not depend on threads. Source: Ioffe and Szegedy 2015.
        /// </remarks>
        /// <param name="x">x: [batch, channels, ...]</param>
        /// <param name="weight">weight: [channels]</param>
        /// <param name="bias">bias: [channels]</param>
        /// <param name="runningMean">runningMean: [channels]; changed when training.</param>
        /// <param name="runningVar">runningVar: [channels]; changed when training.</param>
        /// <param name="training">Whether to use and record the batch's own statistics.</param>
        /// <param name="momentum">Share of the new statistics in the running ones; 0.1 as in PyTorch.</param>
        /// <param name="eps">Added to the variance; 1e-5 as in PyTorch.</param>
        /// <returns>y: [batch, channels, ...]</returns>
        /// <exception cref="ShapeException">The sizes do not fit together, or training meets one value for each channel.</exception>
        /// <exception cref="HoneException">eps or momentum is out of range, or running statistics lie with gaps.</exception>
        public static Tensor BatchNorm(
            this Tensor x,
            Tensor weight,
            Tensor bias,
            Tensor runningMean,
            Tensor runningVar,
            bool training,
            double momentum = 0.1,
            double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            ArgumentNullException.ThrowIfNull(bias);
            ArgumentNullException.ThrowIfNull(runningMean);
            ArgumentNullException.ThrowIfNull(runningVar);
            var inputs = new BatchNormInputs(x, null, weight, bias, runningMean, runningVar, training, momentum, eps);
            return Ops.BatchNorm.Forward(inputs, relu: false, nameof(BatchNorm));
        }

        /// <summary><see cref="BatchNorm"/> and <see cref="Relu"/> in one pass over memory: y = max(norm(x), 0).</summary>
        /// <inheritdoc cref="BatchNorm" path="/param"/>
        /// <inheritdoc cref="BatchNorm" path="/returns"/>
        /// <inheritdoc cref="BatchNorm" path="/exception"/>
        public static Tensor BatchNormRelu(
            this Tensor x,
            Tensor weight,
            Tensor bias,
            Tensor runningMean,
            Tensor runningVar,
            bool training,
            double momentum = 0.1,
            double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            ArgumentNullException.ThrowIfNull(bias);
            ArgumentNullException.ThrowIfNull(runningMean);
            ArgumentNullException.ThrowIfNull(runningVar);
            var inputs = new BatchNormInputs(x, null, weight, bias, runningMean, runningVar, training, momentum, eps);
            return Ops.BatchNorm.Forward(inputs, relu: true, nameof(BatchNormRelu));
        }

        /// <summary>The end of a residual block in one pass over memory: y = max(norm(x) + residual, 0).</summary>
        /// <remarks>norm is <see cref="BatchNorm"/>; backward writes the residual's gradient over the output's.</remarks>
        /// <param name="x">x: [batch, channels, ...]</param>
        /// <param name="residual">residual: [batch, channels, ...], the skip connection.</param>
        /// <param name="weight">weight: [channels]</param>
        /// <param name="bias">bias: [channels]</param>
        /// <param name="runningMean">runningMean: [channels]; changed when training.</param>
        /// <param name="runningVar">runningVar: [channels]; changed when training.</param>
        /// <param name="training">Whether to use and record the batch's own statistics.</param>
        /// <param name="momentum">Share of the new statistics in the running ones; 0.1 as in PyTorch.</param>
        /// <param name="eps">Added to the variance; 1e-5 as in PyTorch.</param>
        /// <inheritdoc cref="BatchNorm" path="/returns"/>
        /// <inheritdoc cref="BatchNorm" path="/exception"/>
        public static Tensor BatchNormAddRelu(
            this Tensor x,
            Tensor residual,
            Tensor weight,
            Tensor bias,
            Tensor runningMean,
            Tensor runningVar,
            bool training,
            double momentum = 0.1,
            double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(residual);
            ArgumentNullException.ThrowIfNull(weight);
            ArgumentNullException.ThrowIfNull(bias);
            ArgumentNullException.ThrowIfNull(runningMean);
            ArgumentNullException.ThrowIfNull(runningVar);
            var inputs = new BatchNormInputs(x, residual, weight, bias, runningMean, runningVar, training, momentum, eps);
            return Ops.BatchNorm.Forward(inputs, relu: true, nameof(BatchNormAddRelu));
        }
    }
}
