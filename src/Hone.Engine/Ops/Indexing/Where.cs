using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Where : Node
    {
        private readonly Shape _aShape;
        private readonly Shape _bShape;
        private readonly Tensor _condition;

        private Where(Tensor condition, Tensor a, Tensor b)
            : base(a, b)
        {
            _aShape = a.Shape;
            _bShape = b.Shape;
            _condition = Save(condition);
        }

        /// <summary>Shape rule: all three broadcast against each other.</summary>
        public static Shape OutputShape(Tensor condition, Tensor a, Tensor b)
        {
            if (condition.DType != DType.Bool)
            {
                throw new HoneException(
                    "Where needs a Bool condition.",
                    $"{condition.DType} {condition.Shape}",
                    nameof(Where),
                    "compare first, for example with Greater(...), or convert with To(DType.Bool)");
            }

            ElementwiseMap.RequireSameType(a, b, nameof(Where));
            return Broadcasting.Combine(Broadcasting.Combine(a.Shape, b.Shape, nameof(Where)), condition.Shape, nameof(Where));
        }

        public static Tensor Forward(Tensor condition, Tensor a, Tensor b)
        {
            Tensor y = Choose(OutputShape(condition, a, b), condition, a.Detach(), b.Detach());
            return Tape.Needs(a, b) ? new Where(condition, a, b).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // da = dy where the condition holds, db = dy elsewhere.
            Tensor zero = Tensor.Scalar(0, gradient.DType);
            if (NeedsGradient(0))
            {
                Pass(0, Broadcasting.Reduce(Choose(gradient.Shape, _condition, gradient, zero), _aShape));
            }

            if (NeedsGradient(1))
            {
                Pass(1, Broadcasting.Reduce(Choose(gradient.Shape, _condition, zero, gradient), _bShape));
            }
        }

        private static Tensor Choose(Shape shape, Tensor condition, Tensor a, Tensor b)
        {
            int[] strides = b.Shape == shape && b.IsDense ? b.Strides : a.Shape == shape && a.IsDense ? a.Strides : Layout.Activation(shape);
            Tensor y = Tensor.Empty(shape, strides, a.DType);
            switch (DTypes.Size(a.DType))
            {
                case 4:
                    Choose<uint>(y, condition, a, b);
                    break;
                case 8:
                    Choose<ulong>(y, condition, a, b);
                    break;
                default:
                    Choose<byte>(y, condition, a, b);
                    break;
            }

            return y;
        }

        private static unsafe void Choose<T>(Tensor y, Tensor condition, Tensor a, Tensor b)
            where T : unmanaged
        {
            Shape shape = y.Shape;
            var plan = new StridedPlan(shape, y.Strides, Broadcasting.Strides(condition, shape), Broadcasting.Strides(a, shape), Broadcasting.Strides(b, shape));
            ChoiceLoop<T>.Run(plan, y.Pointer<T>(), condition.Pointer<bool>(), a.Pointer<T>(), b.Pointer<T>());
        }
    }
}

namespace Hone
{
    public sealed partial class Tensor
    {
        /// <summary>Elements of one tensor where a condition holds, of another elsewhere.</summary>
        /// <remarks>All three shapes broadcast as in NumPy. A NaN in the tensor that is not chosen has no effect, on the gradient either.</remarks>
        /// <param name="condition">condition: [...], Bool.</param>
        /// <param name="a">a: [...], taken where the condition holds.</param>
        /// <param name="b">b: [...], taken elsewhere; of one element type with a.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The condition is not Bool, or the element types of a and b differ.</exception>
        public static Tensor Where(Tensor condition, Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(condition);
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.Where.Forward(condition, a, b);
        }
    }
}
