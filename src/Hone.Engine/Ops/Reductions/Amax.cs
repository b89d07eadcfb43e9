using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for the largest and the smallest over any axes.</summary>
    internal sealed class Amax : Node
    {
        private readonly Tensor _x;
        private readonly Tensor _y;
        private readonly ReducedAxes _axes;

        private Amax(Tensor x, Tensor y, ReducedAxes axes)
            : base(x)
        {
            _x = Save(x);
            _y = Save(y);
            _axes = axes;
        }

        // Shape rule: ReducedAxes. Forward:
        public static Tensor Forward<TFold>(Tensor x, ReadOnlySpan<int> axes, bool keepDim, string operation)
            where TFold : struct, IFold
        {
            var reduced = new ReducedAxes(x.Shape, axes, keepDim, operation);
            reduced.RequireElements(x.Shape, operation);
            Tensor y = ReductionMap.Fold<TFold>(x.Detach(), reduced.KeptShape, operation);
            Tensor result = reduced.Drop(y);
            return Tape.Needs(x) ? new Amax(x, y, reduced).Attach(result) : result;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // Equal extremes share dy in equal parts.
            Tensor isExtreme = _x.Equal(_y);
            Tensor share = _axes.Restore(gradient) / Broadcasting.Reduce(isExtreme.To(gradient.DType), _axes.KeptShape);
            Pass(0, Tensor.Where(isExtreme, share, Tensor.Scalar(0, gradient.DType)));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The largest element over some axes.</summary>
        /// <remarks>
        /// NaN wins over numbers. Equal largest elements share the gradient in equal parts, as in PyTorch's <c>torch.amax</c>;
        /// <see cref="Max(Tensor, int, bool)"/> gives all of it to the first.
        /// </remarks>
        /// <param name="x">x: [...], numbers.</param>
        /// <param name="axes">Axes to reduce; negative axes count from the end; none means all.</param>
        /// <param name="keepDim">Whether reduced axes stay with size 1.</param>
        /// <returns>y: x's shape without the reduced axes, of x's element type.</returns>
        /// <exception cref="ShapeException">An axis does not exist or is named twice, or there are no elements along the axes.</exception>
        /// <exception cref="HoneException">The elements are Bool.</exception>
        public static Tensor Amax(this Tensor x, ReadOnlySpan<int> axes = default, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Amax.Forward<MaximumFold>(x, axes, keepDim, nameof(Amax));
        }

        /// <summary>The smallest element over some axes.</summary>
        /// <remarks>NaN wins over numbers. Equal smallest elements share the gradient in equal parts, as in PyTorch's <c>torch.amin</c>.</remarks>
        /// <inheritdoc cref="Amax" path="/param"/>
        /// <inheritdoc cref="Amax" path="/returns"/>
        /// <inheritdoc cref="Amax" path="/exception"/>
        public static Tensor Amin(this Tensor x, ReadOnlySpan<int> axes = default, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Amax.Forward<MinimumFold>(x, axes, keepDim, nameof(Amin));
        }

        /// <summary>The largest of all elements: a scalar.</summary>
        /// <inheritdoc cref="Amax" path="/remarks"/>
        /// <param name="x">x: [...], numbers, at least one.</param>
        /// <returns>y: [], of x's element type.</returns>
        /// <exception cref="ShapeException">There are no elements.</exception>
        /// <exception cref="HoneException">The elements are Bool.</exception>
        public static Tensor Max(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Amax.Forward<MaximumFold>(x, [], keepDim: false, nameof(Max));
        }

        /// <summary>The smallest of all elements: a scalar.</summary>
        /// <inheritdoc cref="Amin" path="/remarks"/>
        /// <inheritdoc cref="Max(Tensor)" path="/param"/>
        /// <inheritdoc cref="Max(Tensor)" path="/returns"/>
        /// <inheritdoc cref="Max(Tensor)" path="/exception"/>
        public static Tensor Min(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Amax.Forward<MinimumFold>(x, [], keepDim: false, nameof(Min));
        }
    }
}
