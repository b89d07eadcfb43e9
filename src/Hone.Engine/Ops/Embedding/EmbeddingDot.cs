using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class EmbeddingDot : RowNode
    {
        private readonly RowMatrix _users;
        private readonly RowMatrix _items;
        private readonly RowMatrix _userBias;
        private readonly RowMatrix _itemBias;
        private readonly Tensor _userRows;
        private readonly Tensor _itemRows;
        private readonly Tensor _places;

        private EmbeddingDot(Tensor users, Tensor items, Tensor userBias, Tensor itemBias, Tensor places, bool sparse)
            : base(users, items, userBias, itemBias)
        {
            _users = RowMatrix.Of(users, sparse);
            _items = RowMatrix.Of(items, sparse);
            _userBias = RowMatrix.Of(userBias, sparse);
            _itemBias = RowMatrix.Of(itemBias, sparse);
            _userRows = Save(Rows(users));
            _itemRows = Save(Rows(items));
            _places = Save(places);
        }

        /// <summary>Shape rule: pairs [batch, 2] of rows of [users, width] and [items, width] with biases [users, 1] and [items, 1] give [batch].</summary>
        public static void Check(Tensor pairs, Tensor users, Tensor items, Tensor userBias, Tensor itemBias)
        {
            bool numbers = pairs.DType is DType.Int64 or DType.Int32;
            bool types = DTypes.IsFloatingPoint(users.DType) && items.DType == users.DType && userBias.DType == users.DType && itemBias.DType == users.DType;
            bool fits = pairs.Rank == 2 && pairs.Shape[1] == 2 && users.Rank == 2 && items.Rank == 2 && users.Shape[1] == items.Shape[1]
                && IsColumn(userBias, users.Shape[0]) && IsColumn(itemBias, items.Shape[0]);
            if (!numbers || !types || !fits)
            {
                throw new ShapeException(
                    "EmbeddingDot needs integer pairs: [batch, 2] and floating-point users: [users, width], items: [items, width], userBias: [users, 1], itemBias: [items, 1].",
                    $"pairs {pairs.DType} {pairs.Shape}, users {users.DType} {users.Shape}, items {items.DType} {items.Shape}, "
                    + $"userBias {userBias.DType} {userBias.Shape}, itemBias {itemBias.DType} {itemBias.Shape}",
                    nameof(EmbeddingDot),
                    "give both matrices one width, each a bias of one column, and each pair the numbers of a user and an item");
            }
        }

        public static Tensor Forward(Tensor pairs, Tensor users, Tensor items, Tensor userBias, Tensor itemBias, bool sparse)
        {
            Check(pairs, users, items, userBias, itemBias);
            Tensor places = Columns(pairs, users.Shape[0], items.Shape[0]);
            Tensor y = Tensor.Empty([pairs.Shape[0]], users.DType);
            if (users.DType == DType.Float32)
            {
                Dots<float>(places, users, items, userBias, itemBias, y);
            }
            else
            {
                Dots<double>(places, users, items, userBias, itemBias, y);
            }

            return Tape.Needs([users, items, userBias, itemBias]) ? new EmbeddingDot(users, items, userBias, itemBias, places, sparse).Attach(y) : y;
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

        private static bool IsColumn(Tensor bias, int rows) => bias.Rank == 2 && bias.Shape[0] == rows && bias.Shape[1] == 1;

        private static Tensor Rows(Tensor weight) => weight.IsContiguous ? weight : weight.ContiguousCopy();

        private static unsafe void Dots<T>(Tensor places, Tensor users, Tensor items, Tensor userBias, Tensor itemBias, Tensor y)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            int batch = y.Shape[0];
            var loop = new PairDot<T>
            {
                Count = batch,
                Width = users.Shape[1],
                PlacesA = places.Pointer<long>(),
                PlacesB = places.Pointer<long>() + batch,
                A = Rows(users).Pointer<T>(),
                B = Rows(items).Pointer<T>(),
                BiasA = Rows(userBias).Pointer<T>(),
                BiasB = Rows(itemBias).Pointer<T>(),
                Y = y.Pointer<T>(),
            };
            loop.Run();
        }

        /// <summary>The numbers of the users, then those of the items: [2, batch]; each names a row.</summary>
        private static unsafe Tensor Columns(Tensor pairs, int users, int items)
        {
            Tensor wide = pairs.DType == DType.Int64 ? pairs : pairs.To(DType.Int64);
            int batch = wide.Shape[0];
            Shape shape = [2, batch];
            Tensor places = Tensor.Empty(shape, DType.Int64);
            long* source = wide.Pointer<long>();
            long* target = places.Pointer<long>();
            for (int column = 0; column < 2; column++)
            {
                int rows = column == 0 ? users : items;
                for (int i = 0; i < batch; i++)
                {
                    long place = source[((nint)i * wide.Strides[0]) + ((nint)column * wide.Strides[1])];
                    if ((ulong)place >= (ulong)rows)
                    {
                        throw new ShapeException(
                            $"EmbeddingDot needs {(column == 0 ? "users" : "items")} in 0..{rows - 1} for a weight of {rows} rows.",
                            $"{place} at position [{i}, {column}]",
                            nameof(EmbeddingDot),
                            "number users and items from 0, and give the weights one row for each, or one row for all that are unknown");
                    }

                    target[((nint)column * batch) + i] = place;
                }
            }

            return places;
        }

        private unsafe void Backward<T>(Tensor dy)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            int count = dy.ElementCount;
            long* users = _places.Pointer<long>();
            long* items = users + count;
            T* scale = dy.Pointer<T>();

            // 1. d user row += dy * item row, and the other way round.
            if (NeedsGradient(0))
            {
                AddRows(0, _users, users, count, -1, _itemRows.Pointer<T>(), items, scale);
            }

            if (NeedsGradient(1))
            {
                AddRows(1, _items, items, count, -1, _userRows.Pointer<T>(), users, scale);
            }

            // 2. d bias += dy
            if (NeedsGradient(2))
            {
                AddRows<T>(2, _userBias, users, count, -1, scale, null, null);
            }

            if (NeedsGradient(3))
            {
                AddRows<T>(3, _itemBias, items, count, -1, scale, null, null);
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Scores of pairs of a user and an item: y[i] = users[p[i, 0]] . items[p[i, 1]] + userBias[p[i, 0]] + itemBias[p[i, 1]].</summary>
        /// <remarks>
        /// The score of fastai's <c>EmbeddingDotBias</c> in one operation: no row is copied, forward or backward. The gradient of a row is the sum over
        /// the pairs that name it, in their order, whatever the number of threads. With <paramref name="sparse"/> weights that are leaves
        /// keep their gradients as touched rows (<see cref="Tensor.SparseGrad"/>); weights that were computed get dense ones.
        /// </remarks>
        /// <param name="pairs">pairs: [batch, 2], the number of a user and of an item, Int64 or Int32.</param>
        /// <param name="users">users: [users, width], floating point.</param>
        /// <param name="items">items: [items, width]</param>
        /// <param name="userBias">userBias: [users, 1]</param>
        /// <param name="itemBias">itemBias: [items, 1]</param>
        /// <param name="sparse">Whether the gradients are kept as touched rows; false.</param>
        /// <returns>y: [batch]</returns>
        /// <exception cref="ShapeException">Shapes or types do not fit together, or a number (named with its position) is no row.</exception>
        public static Tensor EmbeddingDot(this Tensor pairs, Tensor users, Tensor items, Tensor userBias, Tensor itemBias, bool sparse = false)
        {
            ArgumentNullException.ThrowIfNull(pairs);
            ArgumentNullException.ThrowIfNull(users);
            ArgumentNullException.ThrowIfNull(items);
            ArgumentNullException.ThrowIfNull(userBias);
            ArgumentNullException.ThrowIfNull(itemBias);
            return Ops.EmbeddingDot.Forward(pairs, users, items, userBias, itemBias, sparse);
        }
    }
}
