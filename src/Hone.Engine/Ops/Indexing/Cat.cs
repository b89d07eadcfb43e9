using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Cat : Node
    {
        private readonly int[] _lengths;
        private readonly int _axis;

        private Cat(ReadOnlySpan<Tensor> tensors, int axis)
            : base(tensors)
        {
            _axis = axis;
            _lengths = new int[tensors.Length];
            for (int i = 0; i < tensors.Length; i++)
            {
                _lengths[i] = tensors[i].Shape[axis];
            }
        }

        /// <summary>Shape rule: sizes add up along the axis and are equal along all others.</summary>
        public static Shape OutputShape(ReadOnlySpan<Tensor> tensors, int axis)
        {
            if (tensors.Length == 0)
            {
                throw new ShapeException("Cat joins at least one tensor.", "none", nameof(Cat));
            }

            Operands.RequireAll(tensors, nameof(tensors));
            Tensor first = tensors[0];
            int normalized = first.Shape.NormalizeAxis(axis, nameof(Cat));
            long length = first.Shape[normalized];
            for (int i = 1; i < tensors.Length; i++)
            {
                Tensor next = tensors[i];
                Shape expected = next.Rank == first.Rank ? first.Shape.With(normalized, next.Shape[normalized]) : first.Shape;
                if (next.Shape != expected || next.DType != first.DType)
                {
                    throw new ShapeException(
                        $"Cat along axis {axis} joins tensors that agree on type and on all other axes: {first.DType} {first.Shape}.",
                        $"{next.DType} {next.Shape} as number {i}",
                        nameof(Cat));
                }

                length += next.Shape[normalized];
            }

            if (length > int.MaxValue)
            {
                throw new ShapeException(
                    "An axis has at most 2147483647 elements.",
                    $"{length} along axis {axis} of {tensors.Length} tensors, the first of shape {first.Shape}",
                    nameof(Cat),
                    "join fewer tensors at once");
            }

            return first.Shape.With(normalized, (int)length);
        }

        public static Tensor Forward(ReadOnlySpan<Tensor> tensors, int axis)
        {
            Tensor y = Tensor.Empty(OutputShape(tensors, axis), tensors[0].DType);
            int normalized = y.Shape.NormalizeAxis(axis, nameof(Cat));
            int start = 0;
            foreach (Tensor tensor in tensors)
            {
                int length = tensor.Shape[normalized];
                Narrow.View(y, normalized, start, length).CopyValues(tensor);
                start += length;
            }

            return Tape.Needs(tensors!) ? new Cat(tensors, normalized).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // Each input receives its range of the gradient, which costs no memory.
            int start = 0;
            for (int i = 0; i < _lengths.Length; i++)
            {
                if (NeedsGradient(i))
                {
                    Pass(i, Narrow.View(gradient, _axis, start, _lengths[i]));
                }

                start += _lengths[i];
            }
        }
    }
}

namespace Hone
{
    public sealed partial class Tensor
    {
        /// <summary>Joins tensors along an axis that they have.</summary>
        /// <param name="tensors">At least one; equal in type and in all other axes.</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <returns>y: sizes added up along the axis.</returns>
        /// <exception cref="ShapeException">There is none, shapes or types differ, or the result is too long.</exception>
        public static Tensor Cat(ReadOnlySpan<Tensor> tensors, int axis = 0) => Ops.Cat.Forward(tensors, axis);

        /// <summary>Joins tensors of one shape along a new axis.</summary>
        /// <param name="tensors">At least one; equal in shape and type.</param>
        /// <param name="axis">Where the new axis stands in the result; negative axes count from the end.</param>
        /// <returns>y: one more axis, as long as there are tensors.</returns>
        /// <exception cref="ShapeException">There is none, the axis does not exist, or shapes or types differ.</exception>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            Operands.RequireAll(tensors, nameof(tensors));
            RequireAlike(tensors, axis);
            var parts = new Tensor[tensors.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = tensors[i].Unsqueeze(axis);
            }

            return Ops.Cat.Forward(parts, axis);
        }

        /// <summary>What Stack needs, told in the shapes that the caller has given.</summary>
        private static void RequireAlike(ReadOnlySpan<Tensor> tensors, int axis)
        {
            if (tensors.Length == 0)
            {
                throw new ShapeException("Stack joins at least one tensor.", "none", nameof(Stack), "give the tensors as a list: Stack([a, b])");
            }

            Tensor first = tensors[0];
            for (int i = 0; i < tensors.Length; i++)
            {
                Tensor next = tensors[i];
                next.RequireAlive(nameof(Stack));
                if (next.Shape != first.Shape || next.DType != first.DType)
                {
                    throw new ShapeException(
                        $"Stack joins tensors of one shape and type: {first.DType} {first.Shape}.",
                        $"{next.DType} {next.Shape} as number {i}",
                        nameof(Stack),
                        next.DType == first.DType ? "Pad or Narrow it to the shape of the first, or join along an axis that they have with Cat" : "convert one of them with To(...)");
                }
            }

            int normalized = axis < 0 ? axis + first.Rank + 1 : axis;
            if ((uint)normalized > (uint)first.Rank)
            {
                throw new ShapeException(
                    $"Stack of tensors with {first.Rank} {(first.Rank == 1 ? "axis" : "axes")} takes an axis in {-first.Rank - 1}..{first.Rank}.",
                    $"axis {axis} for shape {first.Shape}",
                    nameof(Stack),
                    "take 0 for a new first axis, -1 for a new last one");
            }
        }
    }
}
