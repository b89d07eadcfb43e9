using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Remainder : Node
    {
        private readonly Tensor _a;
        private readonly Tensor _b;

        private Remainder(Tensor a, Tensor b)
            : base(a, b)
        {
            _a = Save(a);
            _b = Save(b);
        }

        // Shape rule: Broadcasting.Combine. Forward:
        public static Tensor Forward(Tensor a, Tensor b)
        {
            ElementwiseMap.RequireSameType(a, b, nameof(Remainder));
            if (DTypes.IsWhole(b.DType) && a.ElementCount > 0)
            {
                Divide.RequireNoZero(b, nameof(Remainder));
            }

            Tensor y = ElementwiseMap.Room(a, b, nameof(Remainder));
            switch (y.DType)
            {
                case DType.Float32:
                    Run<float>(a, b, y);
                    break;
                case DType.Float64:
                    Run<double>(a, b, y);
                    break;
                case DType.Int64:
                    Run<long>(a, b, y);
                    break;
                case DType.Int32:
                    Run<int>(a, b, y);
                    break;
                case DType.UInt8:
                    Run<byte>(a, b, y);
                    break;
                default:
                    throw new HoneException("Remainder works on numbers.", a.ToString(), nameof(Remainder), "convert both with To(...) first");
            }

            return Tape.Needs(a, b) ? new Remainder(a, b).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // y = a - b floor(a / b), whose quotient stands still almost everywhere: da = dy;  db = -dy floor(a / b)
            if (NeedsGradient(1))
            {
                Pass(1, Broadcasting.Reduce(-((_a / _b).Floor() * gradient), _b.Shape));
            }

            if (NeedsGradient(0))
            {
                Pass(0, Broadcasting.Reduce(gradient, _a.Shape));
            }
        }

        private static unsafe void Run<T>(Tensor a, Tensor b, Tensor y)
            where T : unmanaged, INumber<T>
        {
            var plan = new StridedPlan(y.Shape, y.Strides, Broadcasting.Strides(a, y.Shape), Broadcasting.Strides(b, y.Shape));
            StridedLoop.Run<RemainderLoop<T>, T, T, T>(plan, y.Pointer<T>(), a.Pointer<T>(), b.Pointer<T>());
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>What is left of a after whole multiples of b, with the sign of b, element by element.</summary>
        /// <remarks>
        /// y = a - b floor(a / b): -7 and 3 give 2, where C#'s % gives -1. Shapes broadcast as in NumPy. PyTorch's <c>torch.remainder</c>. In floating point
        /// a divisor of 0 gives NaN. The gradient of a is 1, that of b -floor(a / b).
        /// </remarks>
        /// <param name="a">a: [...], floating point or integers.</param>
        /// <param name="b">b: [...], broadcast against a, of one element type with it.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The element types differ or are Bool, or an integer is divided by 0 (named with its place).</exception>
        public static Tensor Remainder(this Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.Remainder.Forward(a, b);
        }

        /// <summary>The same with one divisor for all elements.</summary>
        /// <param name="a">a: [...], floating point or integers.</param>
        /// <param name="divisor">The divisor; a whole one for integer tensors.</param>
        /// <returns>y: [...], like a.</returns>
        /// <exception cref="HoneException">The elements are Bool, cannot hold the divisor, or are integers and it is 0.</exception>
        public static Tensor Remainder(this Tensor a, double divisor)
        {
            ArgumentNullException.ThrowIfNull(a);
            return Ops.Remainder.Forward(a, ComparisonMap.Number(a, divisor, nameof(Remainder)));
        }
    }
}
