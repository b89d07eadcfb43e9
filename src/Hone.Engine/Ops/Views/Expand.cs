using System.Runtime.CompilerServices;
using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Expand : Node
    {
        private readonly Shape _shape;

        private Expand(Tensor x)
            : base(x) => _shape = x.Shape;

        public static Tensor Forward(Tensor x, Shape shape)
        {
            if (x.Rank > shape.Rank || Broadcasting.Combine(x.Shape, shape, nameof(Expand)) != shape)
            {
                throw new ShapeException("Expand repeats axes of size 1 only.", $"{x.Shape} to {shape}", nameof(Expand), "add axes of size 1 with Unsqueeze first");
            }

            Tensor y = Tensor.At(x.Storage, x.Offset, shape, Broadcasting.Strides(x, shape), x.DType);
            return Tape.Needs(x) ? new Expand(x).Attach(y) : y;
        }

        /// <summary>Shape rule: a size of -1 is x's, axes aligned at the end.</summary>
        public static Shape OutputShape(Tensor x, ReadOnlySpan<int> sizes)
        {
            Span<int> known = stackalloc int[sizes.Length];
            sizes.CopyTo(known);
            int added = sizes.Length - x.Rank;
            for (int axis = 0; axis < sizes.Length; axis++)
            {
                if (sizes[axis] == -1 && axis >= added && added >= 0)
                {
                    known[axis] = x.Shape[axis - added];
                }
                else if (sizes[axis] < 0)
                {
                    throw new ShapeException(
                        "Expand takes sizes of zero or more, and -1 for axes that keep theirs.",
                        $"[{string.Join(", ", sizes.ToArray())}] for shape {x.Shape}: {sizes[axis]} at axis {axis}",
                        nameof(Expand),
                        "give the size of a new axis in front as a number");
                }
            }

            return Shape.Create(known);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, Broadcasting.Reduce(gradient, _shape));
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Repeats axes of size 1, and new axes in front, without copying; shares memory.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="shape">The new shape; sizes are x's where x's are not 1.</param>
        /// <returns>y: the new shape.</returns>
        /// <exception cref="ShapeException">A size differs from x's and x's is not 1.</exception>
        public static Tensor Expand(this Tensor x, Shape shape)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Expand.Forward(x, shape);
        }

        /// <summary>The same for sizes one by one, of which -1 keeps the size of x: PyTorch's <c>x.expand(4, -1)</c>.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="sizes">The new sizes, at least as many as x has axes; -1 or x's size where x's is not 1.</param>
        /// <returns>y: the new shape.</returns>
        /// <exception cref="ShapeException">A size differs from x's and x's is not 1, or is negative; an axis that x lacks is -1.</exception>
        [OverloadResolutionPriority(1)]
        public static Tensor Expand(this Tensor x, params ReadOnlySpan<int> sizes)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Expand.Forward(x, Ops.Expand.OutputShape(x, sizes));
        }
    }
}
