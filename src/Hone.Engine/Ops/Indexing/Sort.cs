using System.Numerics;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>The order of elements along an axis; their values and gradients are a matter of gathering.</summary>
    internal static class Order
    {
        public static Tensor Of(Tensor x, int axis, bool descending)
        {
            var rows = AxisRows.Of(x.Shape, axis, nameof(TensorOperations.Sort));
            Tensor input = x.Detach().InLayout(rows.Strides);
            Tensor indices = Tensor.Empty(x.Shape, rows.Strides, DType.Int64);
            switch (x.DType)
            {
                case DType.Float32:
                    Run<float>(rows, input, indices, descending);
                    break;
                case DType.Float64:
                    Run<double>(rows, input, indices, descending);
                    break;
                case DType.Int64:
                    Run<long>(rows, input, indices, descending);
                    break;
                case DType.Int32:
                    Run<int>(rows, input, indices, descending);
                    break;
                default:
                    Run<byte>(rows, input, indices, descending);
                    break;
            }

            return indices;
        }

        /// <summary>The places of the k first elements alone: a few are picked in one pass, many by sorting.</summary>
        public static Tensor First(Tensor x, int axis, int k, bool descending)
        {
            if (k == 0 || k > TopKLoop<float>.MaxK || k == x.Shape[axis])
            {
                return Of(x, axis, descending).Narrow(axis, 0, k).Contiguous();
            }

            var rows = AxisRows.Of(x.Shape, axis, nameof(TensorOperations.Sort));
            Tensor input = x.Detach().InLayout(rows.Strides);
            int[] sizes = x.Shape.ToArray();
            sizes[axis] = k;
            Shape shape = Shape.Create(sizes);
            Tensor indices = Tensor.Empty(shape, AxisRows.Of(shape, axis, nameof(TensorOperations.Sort)).Strides, DType.Int64);
            switch (x.DType)
            {
                case DType.Float32:
                    First<float>(rows, k, input, indices, descending);
                    break;
                case DType.Float64:
                    First<double>(rows, k, input, indices, descending);
                    break;
                case DType.Int64:
                    First<long>(rows, k, input, indices, descending);
                    break;
                case DType.Int32:
                    First<int>(rows, k, input, indices, descending);
                    break;
                default:
                    First<byte>(rows, k, input, indices, descending);
                    break;
            }

            return indices.Contiguous();
        }

        private static unsafe void First<T>(AxisRows rows, int k, Tensor x, Tensor indices, bool descending)
            where T : unmanaged, INumber<T> => TopKLoop<T>.Run(rows.Count, rows.Size, k, x.Pointer<T>(), indices.Pointer<long>(), descending);

        private static unsafe void Run<T>(AxisRows rows, Tensor x, Tensor indices, bool descending)
            where T : unmanaged, INumber<T> => SortLoop<T>.Run(rows.Count, rows.Size, x.Pointer<T>(), indices.Pointer<long>(), descending);
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The elements in order along an axis, and where they stood.</summary>
        /// <remarks>Stable: equal elements keep their order; NaN counts as largest. A scalar is a row of one element. PyTorch's <c>torch.sort(stable=True)</c>.</remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="descending">Whether the largest comes first.</param>
        /// <returns>Values and Int64 indices, both like x. The gradient passes through the values.</returns>
        /// <exception cref="ShapeException">The axis does not exist.</exception>
        public static SortResult Sort(this Tensor x, int axis = -1, bool descending = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            if (x.Rank == 0 && axis is (0 or -1))
            {
                SortResult row = x.Unsqueeze(0).Sort(axis, descending);
                return new SortResult(row.Values.Squeeze(0), row.Indices.Squeeze(0));
            }

            int normalized = x.Shape.NormalizeAxis(axis, nameof(Sort));
            Tensor indices = Order.Of(x, normalized, descending);
            return new SortResult(x.Gather(normalized, indices), indices);
        }
    }
}
