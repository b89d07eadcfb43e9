using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Unsqueeze : Node
    {
        private readonly int _axis;

        private Unsqueeze(Tensor x, int axis)
            : base(x) => _axis = axis;

        public static Tensor Forward(Tensor x, int axis)
        {
            int normalized = axis < 0 ? axis + x.Rank + 1 : axis;
            if ((uint)normalized > (uint)x.Rank)
            {
                throw new ShapeException(
                    $"Unsqueeze of a tensor with {x.Rank} axes takes an axis in {-x.Rank - 1}..{x.Rank}.",
                    $"axis {axis} for shape {x.Shape}",
                    nameof(Unsqueeze));
            }

            Tensor y = View(x, normalized);
            return Tape.Needs(x) ? new Unsqueeze(x, normalized).Attach(y) : y;
        }

        /// <summary>With one more axis of size 1; shares memory.</summary>
        public static Tensor View(Tensor x, int axis)
        {
            List<int> sizes = [.. x.Shape.ToArray()];
            List<int> strides = [.. x.Strides];
            sizes.Insert(axis, 1);
            strides.Insert(axis, 1);
            return new Tensor(x.Storage, x.Offset, Shape.Create(sizes.ToArray()), [.. strides], x.DType);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, Squeeze.View(gradient, _axis));
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A new axis of size 1; shares memory.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">Where the axis stands in the result; negative axes count from the end.</param>
        /// <exception cref="ShapeException">The axis does not exist.</exception>
        public static Tensor Unsqueeze(this Tensor x, int axis)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Unsqueeze.Forward(x, axis);
        }
    }
}
