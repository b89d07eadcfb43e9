using Hone.Autograd;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Permute : Node
    {
        private readonly int[] _inverse;

        private Permute(Tensor x, ReadOnlySpan<int> order)
            : base(x)
        {
            _inverse = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
            {
                _inverse[order[i]] = i;
            }
        }

        /// <summary>Shape rule: every axis is named once.</summary>
        public static void Normalize(Shape shape, ReadOnlySpan<int> order, Span<int> normalized)
        {
            Span<bool> seen = stackalloc bool[shape.Rank];
            seen.Clear();
            bool complete = order.Length == shape.Rank;
            for (int i = 0; i < order.Length && complete; i++)
            {
                normalized[i] = shape.NormalizeAxis(order[i], nameof(Permute));
                complete = !seen[normalized[i]];
                seen[normalized[i]] = true;
            }

            if (!complete)
            {
                throw new ShapeException(
                    $"Permute names each of the {shape.Rank} axes of {shape} once.",
                    $"[{string.Join(", ", order.ToArray())}]",
                    "Permute",
                    "list every axis once, for example Permute(0, 2, 3, 1)");
            }
        }

        public static Tensor Forward(Tensor x, ReadOnlySpan<int> axes)
        {
            Span<int> order = stackalloc int[axes.Length];
            Normalize(x.Shape, axes, order);
            Tensor y = View(x, order);
            return Tape.Needs(x) ? new Permute(x, order).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, View(gradient, _inverse));

        private static Tensor View(Tensor x, ReadOnlySpan<int> order)
        {
            Span<int> sizes = stackalloc int[order.Length];
            Span<int> strides = stackalloc int[order.Length];
            for (int i = 0; i < order.Length; i++)
            {
                sizes[i] = x.Shape[order[i]];
                strides[i] = x.Strides[order[i]];
            }

            return Tensor.At(x.Storage, x.Offset, Shape.Create(sizes), SizeList.Of(strides), x.DType);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The axes in another order; shares memory.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="order">For each new axis the old one; negative axes count from the end.</param>
        /// <exception cref="ShapeException">An axis is missing or named twice.</exception>
        public static Tensor Permute(this Tensor x, params ReadOnlySpan<int> order)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Permute.Forward(x, order);
        }

        /// <summary>Swaps two axes; shares memory.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">One axis.</param>
        /// <param name="other">The other axis.</param>
        /// <exception cref="ShapeException">An axis does not exist.</exception>
        public static Tensor Transpose(this Tensor x, int axis = -2, int other = -1)
        {
            ArgumentNullException.ThrowIfNull(x);
            Span<int> order = stackalloc int[x.Rank];
            for (int i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            int first = x.Shape.NormalizeAxis(axis, nameof(Transpose));
            int second = x.Shape.NormalizeAxis(other, nameof(Transpose));
            (order[first], order[second]) = (order[second], order[first]);
            return Ops.Permute.Forward(x, order);
        }
    }
}
