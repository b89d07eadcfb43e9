using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Reshape : Node
    {
        private readonly Shape _shape;

        private Reshape(Tensor x)
            : base(x) => _shape = x.Shape;

        /// <summary>Shape rule: one size may be -1 and follows from the others.</summary>
        public static Shape OutputShape(Shape shape, ReadOnlySpan<int> sizes)
        {
            Span<int> result = stackalloc int[sizes.Length];
            sizes.CopyTo(result);
            int open = -1;
            long known = 1;
            for (int axis = 0; axis < result.Length; axis++)
            {
                if (result[axis] == -1 && open < 0)
                {
                    open = axis;
                }
                else
                {
                    known *= result[axis];
                }
            }

            if (open >= 0 && known > 0 && shape.ElementCount % known == 0)
            {
                result[open] = (int)(shape.ElementCount / known);
                known *= result[open];
            }

            if (known != shape.ElementCount || (open >= 0 && result[open] < 0))
            {
                throw new ShapeException(
                    $"Reshape keeps the number of elements: {shape.ElementCount} for shape {shape}.",
                    $"[{string.Join(", ", sizes.ToArray())}]",
                    "Reshape",
                    "let one size be -1 to compute it from the others");
            }

            return Shape.Create(result);
        }

        public static Tensor Forward(Tensor x, ReadOnlySpan<int> sizes)
        {
            Shape shape = OutputShape(x.Shape, sizes);

            // The elements keep their row-major order, so a channels-last activation is copied here: a reorder never hides in a view.
            Tensor rows = x.IsContiguous ? x : x.ContiguousCopy();
            Tensor y = Tensor.At(rows.Storage, rows.Offset, shape, Layout.RowMajor(shape), x.DType);
            return Tape.Needs(x) ? new Reshape(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor rows = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
            Pass(0, Tensor.At(rows.Storage, rows.Offset, _shape, Layout.RowMajor(_shape), rows.DType));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The same elements in row-major order under another shape.</summary>
        /// <remarks>Shares memory when the elements lie in row-major order; copies otherwise (a channels-last activation).</remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="sizes">New sizes with the same product; one may be -1 and is computed.</param>
        /// <exception cref="ShapeException">The number of elements differs.</exception>
        public static Tensor Reshape(this Tensor x, params ReadOnlySpan<int> sizes)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Reshape.Forward(x, sizes);
        }

        /// <summary>Joins a range of axes, all from the second on unless told: <c>[batch, channels, height, width]</c> to <c>[batch, features]</c>.</summary>
        /// <remarks>
        /// PyTorch's <c>torch.flatten</c>, except that the batch stays unless told, as in its layer <c>nn.Flatten</c>. With these defaults a tensor of one axis is
        /// left as it is; one without axes gets one: [] to [1].
        /// </remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="startAxis">First axis to join; 1 keeps the batch. Negative axes count from the end.</param>
        /// <param name="endAxis">Last axis to join; the last one unless told.</param>
        /// <returns>y: x's sizes, in which one product stands for those that are joined.</returns>
        /// <exception cref="ShapeException">An axis does not exist, or the last one lies before the first.</exception>
        public static Tensor Flatten(this Tensor x, int startAxis = 1, int endAxis = -1)
        {
            ArgumentNullException.ThrowIfNull(x);
            if (x.Rank < 2 && startAxis is (-1 or 0 or 1) && endAxis is (-1 or 0))
            {
                return x.Rank == 1 ? x : Ops.Reshape.Forward(x, [1]);
            }

            int start = x.Shape.NormalizeAxis(startAxis, nameof(Flatten));
            int end = x.Shape.NormalizeAxis(endAxis, nameof(Flatten));
            if (end < start)
            {
                throw new ShapeException(
                    "Flatten joins axes from a first to a last one.",
                    $"axes {startAxis} to {endAxis} of shape {x.Shape}",
                    nameof(Flatten),
                    "exchange the two");
            }

            ReadOnlySpan<int> from = x.Shape.AsSpan();
            Span<int> sizes = stackalloc int[x.Rank - (end - start)];
            from[..start].CopyTo(sizes);
            from[(end + 1)..].CopyTo(sizes[(start + 1)..]);
            sizes[start] = 1;
            foreach (int size in from[start..(end + 1)])
            {
                sizes[start] *= size;
            }

            return Ops.Reshape.Forward(x, sizes);
        }
    }
}
