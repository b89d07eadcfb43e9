using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class IndexSelect : Node
    {
        private readonly Shape _shape;
        private readonly int _axis;
        private readonly Tensor _indices;
        private readonly IndexSeal _seal;

        private IndexSelect(Tensor x, int axis, Tensor indices)
            : base(x)
        {
            // Indices belong to the batch and outlive the step's backward.
            _shape = x.Shape;
            _axis = axis;
            _indices = Borrow(indices);
            _seal = IndexSeal.Of(indices);
        }

        /// <summary>Shape rule: the axis gets the length of the indices, each of which must exist.</summary>
        public static unsafe Shape OutputShape(Tensor x, int axis, Tensor indices)
        {
            if (indices.Rank != 1 || indices.DType != DType.Int64)
            {
                throw new ShapeException("IndexSelect needs indices: [count] of type Int64.", $"{indices.DType} {indices.Shape}", nameof(IndexSelect));
            }

            long* values = indices.Pointer<long>();
            for (int i = 0; i < indices.ElementCount; i++)
            {
                if ((ulong)values[i] >= (ulong)x.Shape[axis])
                {
                    throw new ShapeException(
                        $"IndexSelect needs indices in 0..{x.Shape[axis] - 1} for axis {axis} of shape {x.Shape}.",
                        $"{values[i]} at position {i}",
                        nameof(IndexSelect));
                }
            }

            return x.Shape.With(axis, indices.ElementCount);
        }

        public static unsafe Tensor Forward(Tensor x, int axis, Tensor indices)
        {
            int normalized = x.Shape.NormalizeAxis(axis, nameof(IndexSelect));
            Tensor places = indices.IsContiguous ? indices.Detach() : indices.ContiguousCopy();
            Shape shape = OutputShape(x, normalized, places);
            Tensor rows = x.IsContiguous ? x.Detach() : x.ContiguousCopy();
            Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), x.DType);
            Blocks(x.Shape, normalized, out int outer, out int block);
            nint bytes = (nint)block * DTypes.Size(x.DType);
            BlockLoop.Select(outer, x.Shape[normalized], places.ElementCount, bytes, places.Pointer<long>(), (byte*)Address(rows), (byte*)Address(y));
            return Tape.Needs(x) ? new IndexSelect(x, normalized, places).Attach(y) : y;
        }

        /// <summary>How many axes' worth of indices stand before the axis, and how many elements behind it.</summary>
        public static void Blocks(Shape shape, int axis, out int outer, out int block)
        {
            outer = 1;
            block = 1;
            for (int i = 0; i < shape.Rank; i++)
            {
                outer *= i < axis ? shape[i] : 1;
                block *= i > axis ? shape[i] : 1;
            }
        }

        /// <inheritdoc/>
        protected override unsafe void Backward(Tensor gradient)
        {
            Tensor dy = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
            Tensor dx = Tensor.Empty(_shape, Layout.RowMajor(_shape), dy.DType);
            new Span<byte>((void*)Address(dx), dx.ElementCount * DTypes.Size(dx.DType)).Clear();
            Blocks(_shape, _axis, out int outer, out int block);
            int size = _shape[_axis];
            int count = _indices.ElementCount;
            if (dy.DType == DType.Float32)
            {
                BlockLoop.Add(outer, size, count, block, _indices.Pointer<long>(), dx.Pointer<float>(), dy.Pointer<float>());
            }
            else
            {
                BlockLoop.Add(outer, size, count, block, _indices.Pointer<long>(), dx.Pointer<double>(), dy.Pointer<double>());
            }

            Pass(0, dx);
        }

        /// <inheritdoc/>
        protected override void CheckBorrowed()
        {
            if (!_seal.Fits(_indices))
            {
                throw Changed(_indices, Name);
            }
        }

        private static unsafe nint Address(Tensor tensor) => DTypes.Size(tensor.DType) switch
        {
            4 => (nint)tensor.Pointer<uint>(),
            8 => (nint)tensor.Pointer<ulong>(),
            _ => (nint)tensor.Pointer<byte>(),
        };
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The entries of an axis at given indices, in their order; an index may occur more than once.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="indices">indices: [count], Int64.</param>
        /// <returns>y: x's shape with count at the axis.</returns>
        /// <exception cref="ShapeException">The axis or an index does not exist (named with its position), or the indices are not Int64 [count].</exception>
        public static Tensor IndexSelect(this Tensor x, int axis, Tensor indices)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(indices);
            return Ops.IndexSelect.Forward(x, axis, indices);
        }
    }
}
