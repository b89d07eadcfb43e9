using Hone.Autograd;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>Attention over queries, keys and values that lie side by side in one tensor: nothing is split, and nothing is joined in backward.</summary>
    internal sealed class SelfAttention : Node
    {
        private readonly AttentionTensors _saved;
        private readonly AttentionSettings _settings;

        private SelfAttention(Tensor x, AttentionTensors tensors, AttentionSettings settings)
            : base(x)
        {
            Save(tensors.Q);
            _saved = tensors with { Y = Save(tensors.Y), LogSums = Save(tensors.LogSums) };
            _settings = settings with { Mask = settings.Mask is null ? null : Save(settings.Mask) };
        }

        /// <summary>Shape rule: [batch, time, 3 * heads * features] gives [batch, time, heads * features].</summary>
        public static Shape OutputShape(Tensor x, int heads)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
            if (x.Rank != 3 || x.Shape[2] % (3 * heads) != 0 || !DTypes.IsFloatingPoint(x.DType))
            {
                throw new ShapeException(
                    "Self-attention needs floating-point x: [batch, time, 3 * heads * features].",
                    $"{x.DType} {x.Shape} with {heads} heads",
                    nameof(SelfAttention),
                    $"the last axis is a multiple of {3 * (long)heads}");
            }

            return [x.Shape[0], x.Shape[1], x.Shape[2] / 3];
        }

        public static Tensor Forward(Tensor x, int heads, AttentionOptions? options)
        {
            Shape shape = OutputShape(x, heads);
            Tensor packed = x.IsContiguous ? x.Detach() : x.ContiguousCopy();
            (Tensor q, Tensor k, Tensor v) = Split(packed, heads);
            var settings = AttentionSettings.Of(options, q, k, nameof(SelfAttention));
            Tensor merged = Tensor.Empty(shape, x.DType);
            Tensor y = Head(merged, 0, heads, shape[2]);
            Tensor logSums = Tensor.Empty([shape[0], heads, shape[1]], x.DType);
            AttentionPass.Forward(q, k, v, y, logSums, settings);
            return Tape.Needs(x) ? new SelfAttention(x, new(q, k, v, y, logSums), settings).Attach(merged) : merged;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            int heads = _saved.Q.Shape[1];
            int width = gradient.Shape[2];
            Tensor rows = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
            Tensor dx = Tensor.Empty([gradient.Shape[0], gradient.Shape[1], 3 * width], gradient.DType);
            (Tensor dq, Tensor dk, Tensor dv) = Split(dx, heads);
            AttentionPass.Backward(_saved, Head(rows, 0, heads, width), dq, dk, dv, _settings);
            Pass(0, dx);
        }

        private static (Tensor Q, Tensor K, Tensor V) Split(Tensor packed, int heads)
        {
            int width = packed.Shape[2] / 3;
            return (Head(packed, 0, heads, width), Head(packed, width, heads, width), Head(packed, 2 * width, heads, width));
        }

        /// <summary>Columns of [batch, time, ...] as [batch, heads, time, features].</summary>
        private static Tensor Head(Tensor x, int column, int heads, int width)
        {
            int features = width / heads;
            return Tensor.At(x.Storage, x.Offset + column, [x.Shape[0], heads, x.Shape[1], features], SizeList.Of(x.Strides[0], features, x.Strides[1], 1), x.DType);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Attention of a sequence to itself, over queries, keys and values that one product computed side by side.</summary>
        /// <remarks>
        /// The last axis holds all queries, then all keys, then all values, and within each head after head: the result of PyTorch's
        /// <c>in_proj_weight</c>. As <see cref="ScaledDotProductAttention"/> without a split or a merge of heads.
        /// </remarks>
        /// <param name="x">x: [batch, time, 3 * heads * features]</param>
        /// <param name="heads">Number of heads, at least 1.</param>
        /// <param name="options">Mask, causal order, scale and dropout; none of them unless told.</param>
        /// <returns>y: [batch, time, heads * features]</returns>
        /// <exception cref="ShapeException">The sizes do not fit together.</exception>
        /// <exception cref="HoneException">An option is out of range.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is less than one head.</exception>
        public static Tensor SelfAttention(this Tensor x, int heads, AttentionOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.SelfAttention.Forward(x, heads, options);
        }
    }
}
