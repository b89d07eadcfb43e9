using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Embedding : RowLookup
    {
        private Embedding(Tensor weight, Tensor places, long skipped, bool sparse)
            : base(weight, null, places, skipped, sparse)
        {
        }

        /// <summary>Shape rule: the indices' axes, then the width of a row.</summary>
        public static Shape OutputShape(Shape indices, Shape weight) => indices.Append(weight[1]);

        public static unsafe Tensor Forward(Tensor indices, Tensor weight, int? paddingIndex, bool sparse)
        {
            long skipped = Check(weight, paddingIndex, nameof(Embedding));
            Tensor places = Numbers(indices, weight.Shape[0], nameof(Embedding));
            Shape shape = OutputShape(indices.Shape, weight.Shape);
            Tensor rows = weight.IsContiguous ? weight.Detach() : weight.ContiguousCopy();
            Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), weight.DType);
            if (weight.DType == DType.Float32)
            {
                RowGather.Run(places.ElementCount, weight.Shape[1], places.Pointer<long>(), rows.Pointer<float>(), y.Pointer<float>());
            }
            else
            {
                RowGather.Run(places.ElementCount, weight.Shape[1], places.Pointer<long>(), rows.Pointer<double>(), y.Pointer<double>());
            }

            return Tape.Needs(weight) ? new Embedding(weight, places, skipped, sparse).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override unsafe void Backward(Tensor gradient)
        {
            Tensor dy = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
            if (dy.DType == DType.Float32)
            {
                AddRows<float>(dy, [], null);
            }
            else
            {
                AddRows<double>(dy, [], null);
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Looks up rows: y[..., :] = weight[indices[...], :].</summary>
        /// <remarks>
        /// PyTorch's <c>F.embedding</c> without <c>max_norm</c> and <c>scale_grad_by_freq</c>. The gradient of a row is the sum over all places that
        /// name it, in their order, whatever the number of threads. With <paramref name="sparse"/> a weight that is a leaf keeps
        /// its gradient as touched rows (<see cref="Tensor.SparseGrad"/>); a weight that was computed gets a dense one.
        /// </remarks>
        /// <param name="indices">indices: [...], Int64 or Int32.</param>
        /// <param name="weight">weight: [rows, width]</param>
        /// <param name="paddingIndex">Row that gets no gradient, negative from the end; null for none.</param>
        /// <param name="sparse">Whether the gradient is kept as touched rows; false.</param>
        /// <returns>y: [..., width]</returns>
        /// <exception cref="ShapeException">
        /// The weight is not a floating-point matrix, or an index (named with its position) or the padding index is no row.
        /// </exception>
        public static Tensor Embedding(this Tensor indices, Tensor weight, int? paddingIndex = null, bool sparse = false)
        {
            ArgumentNullException.ThrowIfNull(indices);
            ArgumentNullException.ThrowIfNull(weight);
            return Ops.Embedding.Forward(indices, weight, paddingIndex, sparse);
        }
    }
}
