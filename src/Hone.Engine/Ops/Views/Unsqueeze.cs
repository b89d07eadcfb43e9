using Hone.Autograd;
using Hone.Memory;
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
                    nameof(Unsqueeze),
                    "take 0 for a new first axis, -1 for a new last one");
            }

            Tensor y = View(x, normalized);
            return Tape.Needs(x) ? new Unsqueeze(x, normalized).Attach(y) : y;
        }

        /// <summary>With one more axis of size 1; shares memory.</summary>
        public static Tensor View(Tensor x, int axis)
        {
            Span<int> sizes = stackalloc int[x.Rank + 1];
            Span<int> strides = stackalloc int[x.Rank + 1];
            WithOne(axis, x.Shape.AsSpan(), sizes);
            WithOne(axis, x.Strides, strides);
            return Tensor.At(x.Storage, x.Offset, Shape.Create(sizes), SizeList.Of(strides), x.DType);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, Squeeze.View(gradient, _axis));

        private static void WithOne(int axis, ReadOnlySpan<int> values, Span<int> longer)
        {
            values[..axis].CopyTo(longer);
            longer[axis] = 1;
            values[axis..].CopyTo(longer[(axis + 1)..]);
        }
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
