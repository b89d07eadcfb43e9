using Hone.Autograd;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Squeeze : Node
    {
        private readonly int _axis;

        private Squeeze(Tensor x, int axis)
            : base(x) => _axis = axis;

        public static Tensor Forward(Tensor x, int axis)
        {
            int normalized = x.Shape.NormalizeAxis(axis, nameof(Squeeze));
            if (x.Shape[normalized] != 1)
            {
                throw new ShapeException(
                    "Squeeze removes an axis of size 1.",
                    $"size {x.Shape[normalized]} at axis {axis} of shape {x.Shape}",
                    nameof(Squeeze),
                    "reduce the axis with Sum or Mean, or take one index with Narrow");
            }

            Tensor y = View(x, normalized);
            return Tape.Needs(x) ? new Squeeze(x, normalized).Attach(y) : y;
        }

        /// <summary>Without one axis of size 1; shares memory.</summary>
        public static Tensor View(Tensor x, int axis)
        {
            Span<int> strides = stackalloc int[x.Rank - 1];
            x.Strides.AsSpan(0, axis).CopyTo(strides);
            x.Strides.AsSpan(axis + 1).CopyTo(strides[axis..]);
            return Tensor.At(x.Storage, x.Offset, x.Shape.Without(axis), SizeList.Of(strides), x.DType);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, Unsqueeze.View(gradient, _axis));
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Removes an axis of size 1; shares memory.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <exception cref="ShapeException">The axis does not exist or has another size; PyTorch leaves it in silence.</exception>
        public static Tensor Squeeze(this Tensor x, int axis)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Squeeze.Forward(x, axis);
        }

        /// <summary>Removes every axis of size 1; shares memory.</summary>
        /// <remarks>
        /// PyTorch's <c>torch.squeeze</c> without an axis. A batch of one example loses its batch axis too: name the axis where the size of the batch may be 1.
        /// </remarks>
        /// <param name="x">x: [...]</param>
        /// <returns>y: x's sizes other than 1; x itself if there is no 1 among them.</returns>
        public static Tensor Squeeze(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            Tensor y = x;
            for (int axis = x.Rank - 1; axis >= 0; axis--)
            {
                if (x.Shape[axis] == 1)
                {
                    y = Ops.Squeeze.Forward(y, axis);
                }
            }

            return y;
        }
    }
}
