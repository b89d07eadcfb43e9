using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class ScaledDotProductAttention : Node
    {
        private readonly AttentionTensors _saved;
        private readonly AttentionSettings _settings;

        private ScaledDotProductAttention(Tensor query, Tensor key, Tensor value, AttentionTensors tensors, AttentionSettings settings)
            : base(query, key, value)
        {
            _saved = new(Save(tensors.Q), Save(tensors.K), Save(tensors.V), Save(tensors.Y), Save(tensors.LogSums));
            _settings = settings with { Mask = settings.Mask is null ? null : Save(settings.Mask) };
        }

        /// <summary>Shape rule: q [batch, heads, queries, f], k [batch, heads, keys, f], v [batch, heads, keys, g] give [batch, heads, queries, g].</summary>
        public static Shape OutputShape(Tensor q, Tensor k, Tensor v)
        {
            ElementwiseMap.RequireSameType(q, k, nameof(ScaledDotProductAttention));
            ElementwiseMap.RequireSameType(q, v, nameof(ScaledDotProductAttention));
            bool fits = q.Rank == 4 && k.Rank == 4 && v.Rank == 4 && DTypes.IsFloatingPoint(q.DType);
            fits = fits && q.Shape[0] == k.Shape[0] && q.Shape[1] == k.Shape[1] && q.Shape[3] == k.Shape[3];
            fits = fits && v.Shape[0] == k.Shape[0] && v.Shape[1] == k.Shape[1] && v.Shape[2] == k.Shape[2];
            if (!fits)
            {
                throw new ShapeException(
                    "Attention needs floating-point query: [batch, heads, queries, features], key: [batch, heads, keys, features] and value: [batch, heads, keys, any].",
                    $"query {q.Shape}, key {k.Shape}, value {v.Shape}, {q.DType}",
                    nameof(ScaledDotProductAttention),
                    "split [batch, time, heads * features] with Reshape and Permute(0, 2, 1, 3)");
            }

            return [q.Shape[0], q.Shape[1], q.Shape[2], v.Shape[3]];
        }

        public static Tensor Forward(Tensor query, Tensor key, Tensor value, AttentionOptions? options)
        {
            Shape shape = OutputShape(query, key, value);
            var settings = AttentionSettings.Of(options, query, key, nameof(ScaledDotProductAttention));
            Tensor q = AttentionPass.WithNeighbors(query);
            Tensor k = AttentionPass.WithNeighbors(key);
            Tensor v = AttentionPass.WithNeighbors(value);
            Tensor y = AttentionPass.EmptyMerged(shape, q.DType);
            Tensor logSums = Tensor.Empty([shape[0], shape[1], shape[2]], q.DType);
            AttentionPass.Forward(q, k, v, y, logSums, settings);
            return Tape.Needs(query, key, value)
                ? new ScaledDotProductAttention(query, key, value, new(q, k, v, y, logSums), settings).Attach(y)
                : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dq = AttentionPass.EmptyMerged(_saved.Q.Shape, gradient.DType);
            Tensor dk = AttentionPass.EmptyMerged(_saved.K.Shape, gradient.DType);
            Tensor dv = AttentionPass.EmptyMerged(_saved.V.Shape, gradient.DType);
            AttentionPass.Backward(_saved, AttentionPass.WithNeighbors(gradient), dq, dk, dv, _settings);
            Pass(0, dq);
            Pass(1, dk);
            Pass(2, dv);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Attention: each query takes a weighted mean of the values, by the likeness of query and keys.</summary>
        /// <remarks>
        /// y = dropout(softmax(scale q k^T + mask)) v. The matrix of weights is never stored: blocks of it are computed in cache, in forward and again in
        /// backward, so memory grows with queries + keys. A query that sees no key at all gives zeros and passes no gradient (PyTorch gives NaN). The result
        /// lies in memory so that <c>Permute(0, 2, 1, 3).Reshape(batch, queries, heads * features)</c> copies nothing; queries, keys and values
        /// may be such views. Keys that dropout hides depend on stream and position alone. PyTorch 2's
        /// <c>F.scaled_dot_product_attention</c>; other than there, causal order beside a mask is allowed. Sources: Vaswani et al. 2017, Dao et al. 2022.
        /// </remarks>
        /// <param name="query">query: [batch, heads, queries, features]</param>
        /// <param name="key">key: [batch, heads, keys, features]</param>
        /// <param name="value">value: [batch, heads, keys, value features]</param>
        /// <param name="options">Mask, causal order, scale and dropout; none of them unless told.</param>
        /// <returns>y: [batch, heads, queries, value features]</returns>
        /// <exception cref="ShapeException">The sizes do not fit together.</exception>
        /// <exception cref="HoneException">Types differ, or an option is out of range.</exception>
        public static Tensor ScaledDotProductAttention(this Tensor query, Tensor key, Tensor value, AttentionOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(query);
            ArgumentNullException.ThrowIfNull(key);
            ArgumentNullException.ThrowIfNull(value);
            return Ops.ScaledDotProductAttention.Forward(query, key, value, options);
        }
    }
}
