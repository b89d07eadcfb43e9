using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Linear : Node
    {
        private readonly Tensor? _x;
        private readonly Tensor? _weight;
        private readonly bool _hasBias;

        private Linear(Tensor x, Tensor weight)
            : base(x, weight)
        {
            _x = NeedsGradient(1) ? Save(x) : null;
            _weight = NeedsGradient(0) ? Save(weight) : null;
        }

        private Linear(Tensor x, Tensor weight, Tensor bias)
            : base(x, weight, bias)
        {
            _x = NeedsGradient(1) ? Save(x) : null;
            _weight = NeedsGradient(0) ? Save(weight) : null;
            _hasBias = true;
        }

        /// <summary>Shape rule: [..., in] with weight [out, in] gives [..., out].</summary>
        public static Shape OutputShape(Tensor x, Tensor weight, Tensor? bias)
        {
            TensorProduct.RequireTypes(x, weight, nameof(Linear));
            bias?.RequireAlive(nameof(Linear));
            if (x.Rank < 1 || weight.Rank != 2 || x.Shape[-1] != weight.Shape[1] || (bias is not null && !bias.Shape.IsVector(weight.Shape[0])))
            {
                throw new ShapeException(
                    "Linear needs x: [..., in], weight: [out, in] and bias: [out].",
                    $"x {x.Shape}, weight {weight.Shape}" + (bias is null ? string.Empty : $", bias {bias.Shape}"),
                    nameof(Linear),
                    $"the last axis of x must have size {(weight.Rank == 2 ? weight.Shape[1] : 0)}; flatten or reshape x");
            }

            if (bias is not null && bias.DType != x.DType)
            {
                throw new HoneException(
                    $"Linear needs a bias of the type of x and weight, {x.DType}.",
                    $"bias {bias.DType} {bias.Shape}",
                    nameof(Linear),
                    $"convert it with To(DType.{x.DType})");
            }

            return x.Shape.With(x.Rank - 1, weight.Shape[0]);
        }

        public static Tensor Forward(Tensor x, Tensor weight, Tensor? bias)
        {
            Shape shape = OutputShape(x, weight, bias);
            Tensor rows = x.IsContiguous ? x.Detach() : x.ContiguousCopy();
            Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), x.DType);

            // y = x W^T + b
            TensorMatrix factor = new TensorMatrix(weight).Transposed;
            TensorProduct product = bias is null
                ? new TensorProduct(Rows(rows), factor, Rows(y), accumulate: false)
                : new TensorProduct(Rows(rows), factor, bias.IsContiguous ? bias : bias.ContiguousCopy(), Rows(y));
            product.Run();
            if (!Tape.Needs(x, weight, bias))
            {
                return y;
            }

            return (bias is null ? new Linear(x, weight) : new Linear(x, weight, bias)).Attach(y);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();

            // 1. db = sum of dy over all rows
            if (_hasBias && NeedsGradient(2))
            {
                Pass(2, Broadcasting.Reduce(dy, [dy.Shape[-1]]));
            }

            // 2. dW = dy^T x
            TensorProduct? weightGradient = null;
            if (_x is not null)
            {
                Tensor rows = _x.IsContiguous ? _x : _x.ContiguousCopy();
                Tensor dWeight = GradientBuffer(1, out bool accumulate);
                weightGradient = new TensorProduct(Rows(dy).Transposed, Rows(rows), new TensorMatrix(dWeight), accumulate);
            }

            // 3. dx (+)= dy W: added to what a shortcut around the layer has left there.
            TensorProduct? inputGradient = null;
            GradientSlot slot = default;
            if (_weight is not null)
            {
                Shape shape = dy.Shape.With(dy.Rank - 1, _weight.Shape[1]);
                slot = Open(0, shape, Layout.RowMajor(shape), dy.DType);
                inputGradient = new TensorProduct(Rows(dy), new TensorMatrix(_weight), Rows(slot.Memory), slot.Accumulate);
            }

            TensorProduct.RunBoth(weightGradient, inputGradient);
            if (_weight is not null)
            {
                Close(0, slot);
            }
        }

        /// <summary>[..., features] as a matrix [rows, features].</summary>
        private static TensorMatrix Rows(Tensor x)
        {
            int features = x.Shape[-1];
            int rows = features == 0 ? 0 : x.ElementCount / features;
            return new TensorMatrix(x, 0, rows, features, features, 1);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>An affine map of the last axis: y = x W^T + b.</summary>
        /// <remarks>PyTorch's <c>F.linear</c>; the bias is added inside the product.</remarks>
        /// <param name="x">x: [..., in]</param>
        /// <param name="weight">weight: [out, in]</param>
        /// <param name="bias">bias: [out], or null for none.</param>
        /// <returns>y: [..., out]</returns>
        /// <exception cref="ShapeException">The sizes do not fit together.</exception>
        /// <exception cref="HoneException">The element types differ, or are not Float32, Float64, Int64 or Int32.</exception>
        public static Tensor Linear(this Tensor x, Tensor weight, Tensor? bias = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            return Ops.Linear.Forward(x, weight, bias);
        }
    }
}
