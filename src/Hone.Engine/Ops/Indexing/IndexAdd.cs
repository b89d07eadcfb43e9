using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class IndexAdd : Node
    {
        private readonly int _axis;
        private readonly Tensor _indices;

        private IndexAdd(Tensor x, Tensor source, int axis, Tensor indices)
            : base(x, source)
        {
            _axis = axis;
            _indices = Save(indices);
        }

        /// <summary>Shape rule: like x; the source has x's shape with the number of indices at the axis.</summary>
        public static void Require(Tensor x, int axis, Tensor indices, Tensor source)
        {
            bool fits = indices.Rank == 1 && indices.DType == DType.Int64 && source.DType == x.DType && x.DType != DType.Bool;
            if (!fits || source.Shape != x.Shape.With(axis, indices.ElementCount))
            {
                throw new ShapeException(
                    $"IndexAdd adds to numbers, at indices [count] of type Int64, a source of x's type and shape with count at axis {axis}.",
                    $"x {x.DType} {x.Shape}, indices {indices.DType} {indices.Shape}, source {source.DType} {source.Shape}",
                    nameof(IndexAdd),
                    "Transpose or Reshape the source, or convert with To(...)");
            }

            ReadOnlySpan<long> values = indices.AsSpan<long>();
            for (int i = 0; i < values.Length; i++)
            {
                if ((ulong)values[i] >= (ulong)x.Shape[axis])
                {
                    throw new ShapeException(
                        $"IndexAdd needs indices in 0..{x.Shape[axis] - 1} for axis {axis} of shape {x.Shape}.",
                        $"{values[i]} at position {i}",
                        nameof(IndexAdd));
                }
            }
        }

        public static Tensor Forward(Tensor x, int axis, Tensor index, Tensor source)
        {
            int normalized = x.Shape.NormalizeAxis(axis, nameof(IndexAdd));

            // A copy: backward uses the same indices, whatever happens to the tensor given.
            Tensor indices = index.ContiguousCopy();
            Require(x, normalized, indices, source);
            Tensor y = x.ContiguousCopy();
            Tensor rows = source.IsContiguous ? source.Detach() : source.ContiguousCopy();
            switch (x.DType)
            {
                case DType.Float32:
                    Run<float>(y, normalized, indices, rows);
                    break;
                case DType.Float64:
                    Run<double>(y, normalized, indices, rows);
                    break;
                case DType.Int64:
                    Run<long>(y, normalized, indices, rows);
                    break;
                case DType.Int32:
                    Run<int>(y, normalized, indices, rows);
                    break;
                default:
                    Run<byte>(y, normalized, indices, rows);
                    break;
            }

            return Tape.Needs(x, source) ? new IndexAdd(x, source, normalized, indices).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            if (NeedsGradient(1))
            {
                Pass(1, gradient.IndexSelect(_axis, _indices));
            }

            if (NeedsGradient(0))
            {
                Pass(0, gradient);
            }
        }

        private static unsafe void Run<T>(Tensor y, int axis, Tensor indices, Tensor source)
            where T : unmanaged, INumber<T>
        {
            IndexSelect.Blocks(y.Shape, axis, out int outer, out int block);
            BlockLoop.Add(outer, y.Shape[axis], indices.ElementCount, block, indices.Pointer<long>(), y.Pointer<T>(), source.Pointer<T>());
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A copy of x to which entries are added at given indices of an axis: y[index[i], j] += source[i, j] for axis 0.</summary>
        /// <remarks>
        /// PyTorch's <c>torch.index_add</c>; additions to one place happen in the order of the indices. Sums of integers wrap around. The counterpart of
        /// <see cref="IndexSelect"/>; <see cref="ScatterAdd"/> takes an index for each element.
        /// </remarks>
        /// <param name="x">x: [...], of any element type but Bool.</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="indices">indices: [count], Int64; an index may occur more than once.</param>
        /// <param name="source">source: x's shape with count at the axis, of x's element type.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="ShapeException">The axis or an index does not exist (named with its position), or shapes or types do not fit.</exception>
        public static Tensor IndexAdd(this Tensor x, int axis, Tensor indices, Tensor source)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(indices);
            ArgumentNullException.ThrowIfNull(source);
            return Ops.IndexAdd.Forward(x, axis, indices, source);
        }
    }
}
