using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class EmbeddingBag : RowLookup
    {
        private readonly EmbeddingBagMode _mode;
        private readonly int[] _starts;
        private readonly int[] _winners;
        private readonly Tensor _weight;
        private readonly Tensor? _factors;
        private readonly Shape _factorShape;

        private EmbeddingBag(Tensor weight, Tensor? factors, Tensor places, long skipped, EmbeddingBagOptions options, int[] starts, int[] winners)
            : base(weight, factors, places, skipped, options.Sparse)
        {
            _mode = options.Mode;
            _starts = starts;
            _winners = winners;
            _weight = factors is null ? weight.Detach() : Save(weight);
            _factors = factors is null ? null : Save(factors.IsContiguous ? factors : factors.ContiguousCopy());
            _factorShape = factors?.Shape ?? [];
        }

        /// <summary>Shape rule: one row for each bag; indices [bags, entries], or [entries] cut at the offsets.</summary>
        public static int[] Borders(Tensor indices, Tensor? offsets)
        {
            if (indices.Rank == 2 && offsets is null)
            {
                return [.. Enumerable.Range(0, indices.Shape[0] + 1).Select(bag => bag * indices.Shape[1])];
            }

            if (indices.Rank != 1 || offsets is null || offsets.Rank != 1 || offsets.DType != DType.Int64)
            {
                throw new ShapeException(
                    "EmbeddingBag needs indices: [bags, entries] without offsets, or indices: [entries] with offsets: [bags] of type Int64.",
                    $"indices {indices.Shape}, {(offsets is null ? "no offsets" : $"offsets {offsets.DType} {offsets.Shape}")}",
                    nameof(EmbeddingBag));
            }

            long[] starts = [.. offsets.ToArray<long>(), indices.ElementCount];
            for (int bag = 0; bag < starts.Length; bag++)
            {
                long least = bag == 0 ? 0 : starts[bag - 1];
                if (starts[bag] < least || starts[bag] > indices.ElementCount || (bag == 0 && starts[0] != 0))
                {
                    throw new ShapeException(
                        $"EmbeddingBag needs offsets that start at 0 and grow up to {indices.ElementCount}, the number of indices.",
                        $"{starts[bag]} at position {bag}{(bag == 0 ? string.Empty : $", after {least}")}",
                        nameof(EmbeddingBag));
                }
            }

            return Array.ConvertAll(starts, start => (int)start);
        }

        public static Tensor Forward(Tensor indices, Tensor weight, Tensor? offsets, Tensor? factors, EmbeddingBagOptions options)
        {
            Choice.Require(options.Mode, nameof(EmbeddingBag));
            long skipped = Check(weight, options.PaddingIndex, nameof(EmbeddingBag));
            CheckFactors(indices, weight, factors, options.Mode);
            int[] starts = Borders(indices, offsets);
            Tensor places = Numbers(indices, weight.Shape[0], nameof(EmbeddingBag));
            Tensor rows = weight.IsContiguous ? weight : weight.ContiguousCopy();
            Shape shape = [starts.Length - 1, weight.Shape[1]];
            Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), weight.DType);
            int[] winners = options.Mode == EmbeddingBagMode.Max ? new int[y.ElementCount] : [];
            Tensor? scale = factors is null || factors.IsContiguous ? factors : factors.ContiguousCopy();
            if (weight.DType == DType.Float32)
            {
                Reduce<float>(rows, places, scale, skipped, options.Mode, starts, winners, y);
            }
            else
            {
                Reduce<double>(rows, places, scale, skipped, options.Mode, starts, winners, y);
            }

            return Tape.Needs([weight, factors]) ? new EmbeddingBag(weight, factors, places, skipped, options, starts, winners).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
            if (dy.DType == DType.Float32)
            {
                Backward<float>(dy);
            }
            else
            {
                Backward<double>(dy);
            }
        }

        private static unsafe void Reduce<T>(
            Tensor rows, Tensor places, Tensor? scale, long skipped, EmbeddingBagMode mode, int[] starts, int[] winners, Tensor y)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            fixed (int* borders = starts, entries = winners)
            {
                var loop = new BagLoop<T>
                {
                    Bags = y.Shape[0],
                    Width = y.Shape[1],
                    Starts = borders,
                    Places = places.Pointer<long>(),
                    Skipped = skipped,
                    X = rows.Pointer<T>(),
                    Y = y.Pointer<T>(),
                    Scale = scale is null ? null : scale.Pointer<T>(),
                    Winners = entries,
                };
                if (mode == EmbeddingBagMode.Max)
                {
                    loop.RunMax();
                }
                else
                {
                    loop.RunSum(mode == EmbeddingBagMode.Mean);
                }
            }
        }

        private static void CheckFactors(Tensor indices, Tensor weight, Tensor? factors, EmbeddingBagMode mode)
        {
            if (factors is null)
            {
                return;
            }

            if (mode != EmbeddingBagMode.Sum || factors.Shape != indices.Shape || factors.DType != weight.DType)
            {
                throw new ShapeException(
                    $"EmbeddingBag takes weights for its entries in mode Sum, in the shape of the indices {indices.Shape} and of type {weight.DType}.",
                    $"weights {factors.DType} {factors.Shape} in mode {mode}",
                    nameof(EmbeddingBag));
            }
        }

        private unsafe void Backward<T>(Tensor dy)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            if (_factors is not null && NeedsGradient(1))
            {
                Pass(1, FactorGradient<T>(dy));
            }

            if (!NeedsGradient(0))
            {
                return;
            }

            if (_mode == EmbeddingBagMode.Max)
            {
                AddWinners<T>(dy, _winners);
                return;
            }

            // Each entry gives its row the gradient of its bag, times its factor, over the number of entries for a mean.
            int count = Places.ElementCount;
            var bags = new long[count];
            var scale = new T[count];
            long* places = Places.Pointer<long>();
            for (int bag = 0; bag + 1 < _starts.Length; bag++)
            {
                int entries = 0;
                for (int i = _starts[bag]; i < _starts[bag + 1]; i++)
                {
                    bags[i] = bag;
                    entries += places[i] == Skipped ? 0 : 1;
                }

                T share = _mode == EmbeddingBagMode.Mean ? T.One / T.CreateChecked(Math.Max(1, entries)) : T.One;
                for (int i = _starts[bag]; i < _starts[bag + 1]; i++)
                {
                    scale[i] = _factors is null ? share : _factors.Pointer<T>()[i];
                }
            }

            fixed (T* factors = scale)
            {
                AddRows(dy, bags, factors);
            }
        }

        /// <summary>The gradient of an entry's weight: its row times the gradient of its bag.</summary>
        private unsafe Tensor FactorGradient<T>(Tensor dy)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Tensor rows = _weight.IsContiguous ? _weight : _weight.ContiguousCopy();
            Tensor gradient = Tensor.Empty(_factorShape, Layout.RowMajor(_factorShape), dy.DType);
            fixed (int* borders = _starts)
            {
                var loop = new BagLoop<T>
                {
                    Bags = dy.Shape[0],
                    Width = dy.Shape[1],
                    Starts = borders,
                    Places = Places.Pointer<long>(),
                    Skipped = Skipped,
                    X = rows.Pointer<T>(),
                    Y = dy.Pointer<T>(),
                    Scale = gradient.Pointer<T>(),
                };
                loop.RunScales();
            }

            return gradient;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Looks up rows and reduces each bag of them to one: y[b] = sum, mean or maximum over the entries i of bag b of weight[indices[i]].</summary>
        /// <remarks>
        /// PyTorch's <c>F.embedding_bag</c> without <c>max_norm</c>, <c>scale_grad_by_freq</c> and <c>include_last_offset</c>; the rows are never laid side by
        /// side in memory. Entries at the padding index count as absent; an empty bag gives zeros. Gradients of a row add up in the order of the
        /// entries, whatever the number of threads; of equal elements the maximum takes the first.
        /// </remarks>
        /// <param name="indices">indices: [bags, entries], or [entries] with offsets; Int64 or Int32.</param>
        /// <param name="weight">weight: [rows, width]</param>
        /// <param name="offsets">offsets: [bags], where each bag starts among the indices, from 0 on; Int64; null for indices with two axes.</param>
        /// <param name="perSampleWeights">weights: like the indices, factors of the entries in mode Sum; null for 1.</param>
        /// <param name="options">The mean, no padding index, a dense gradient unless told.</param>
        /// <returns>y: [bags, width]</returns>
        /// <exception cref="ShapeException">
        /// The weight is not a floating-point matrix, an index (named with its position) or the padding index is no row, the offsets do not
        /// cut the indices, or the weights do not fit the indices and the mode.
        /// </exception>
        /// <exception cref="HoneException">There is no such mode.</exception>
        public static Tensor EmbeddingBag(
            this Tensor indices, Tensor weight, Tensor? offsets = null, Tensor? perSampleWeights = null, EmbeddingBagOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(indices);
            ArgumentNullException.ThrowIfNull(weight);
            return Ops.EmbeddingBag.Forward(indices, weight, offsets, perSampleWeights, options ?? new EmbeddingBagOptions());
        }
    }
}
