using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Narrow : Node
    {
        private readonly int _axis;
        private readonly int _start;

        private Narrow(Tensor x, int axis, int start)
            : base(x)
        {
            _axis = axis;
            _start = start;
        }

        public static Tensor Forward(Tensor x, int axis, int start, int length)
        {
            int normalized = x.Shape.NormalizeAxis(axis, nameof(Narrow));
            int size = x.Shape[normalized];
            if (start < 0 || length < 0 || start > size - length)
            {
                throw new ShapeException(
                    $"Narrow takes a range inside axis {axis} of size {size}.",
                    $"start {start}, length {length} for shape {x.Shape}",
                    nameof(Narrow));
            }

            Tensor y = View(x, normalized, start, length);
            return Tape.Needs(x) ? new Narrow(x, normalized, start).Attach(y) : y;
        }

        /// <summary>Part of an axis; shares memory.</summary>
        public static Tensor View(Tensor x, int axis, int start, int length)
        {
            return Tensor.At(x.Storage, x.Offset + ((nint)start * x.Strides[axis]), x.Shape.With(axis, length), x.Strides, x.DType);
        }

        /// <summary>Writes zeros.</summary>
        public static void Clear(Tensor x)
        {
            if (x.ElementCount == 0)
            {
                return;
            }

            Tensor zero = Tensor.Zeros([], x.DType);
            x.CopyValues(Tensor.At(zero.Storage, zero.Offset, x.Shape, Broadcasting.Strides(zero, x.Shape), x.DType));
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // Elements outside the range have no part in y. What other ranges have left in x's gradient stays.
            Tensor dx = GradientBuffer(0, out bool accumulate);
            Tensor part = View(dx, _axis, _start, gradient.Shape[_axis]);
            if (accumulate)
            {
                part.AddInPlace(gradient);
                return;
            }

            int end = _start + gradient.Shape[_axis];
            Clear(View(dx, _axis, 0, _start));
            Clear(View(dx, _axis, end, dx.Shape[_axis] - end));
            part.CopyValues(gradient);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A range of one axis; shares memory.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="start">First index.</param>
        /// <param name="length">Number of indices.</param>
        /// <returns>y: x's shape with <paramref name="length"/> at the axis.</returns>
        /// <exception cref="ShapeException">The axis does not exist, or the range leaves it.</exception>
        public static Tensor Narrow(this Tensor x, int axis, int start, int length)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Narrow.Forward(x, axis, start, length);
        }
    }
}
