using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Divide : Node
    {
        private readonly Shape _aShape;
        private readonly Shape _bShape;
        private readonly Tensor _a;
        private readonly Tensor _b;

        private Divide(Tensor a, Tensor b)
            : base(a, b)
        {
            _aShape = a.Shape;
            _bShape = b.Shape;
            _a = Save(a);
            _b = Save(b);
        }

        // Shape rule: Broadcasting.Combine. Forward:
        public static Tensor Forward(Tensor a, Tensor b)
        {
            if (DTypes.IsWhole(b.DType) && a.DType == b.DType && a.ElementCount > 0)
            {
                RequireNoZero(b, nameof(Divide));
            }

            Tensor y = ElementwiseMap.Binary<DivideOperator>(a, b, nameof(Divide));
            return Tape.Needs(a, b) ? new Divide(a, b).Attach(y) : y;
        }

        /// <summary>Refuses an integer divisor of 0, with its place.</summary>
        public static void RequireNoZero(Tensor divisor, string operation)
        {
            Tensor rows = divisor.IsContiguous ? divisor : divisor.ContiguousCopy();
            int place = divisor.DType switch
            {
                DType.Int64 => rows.AsSpan<long>().IndexOf(0),
                DType.Int32 => rows.AsSpan<int>().IndexOf(0),
                _ => rows.AsSpan<byte>().IndexOf((byte)0),
            };
            if (place >= 0)
            {
                throw new HoneException(
                    $"{operation} of {divisor.DType} needs divisors other than 0.",
                    $"0 at element {place} of the divisor of shape {divisor.Shape}, in row-major order",
                    operation,
                    "convert both with To(DType.Float32) first, or replace the zeros with MaskedFill");
            }
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // d(a/b)/da = 1/b;  d(a/b)/db = -a/b^2
            Tensor scaled = ElementwiseMap.Binary<DivideOperator>(gradient, _b, Name);
            if (NeedsGradient(1))
            {
                Tensor perB = ElementwiseMap.Binary<DivideOperator>(ElementwiseMap.Binary<MultiplyOperator>(scaled, _a, Name), _b, Name);
                ElementwiseMap.UnaryInto<NegateOperator>(perB, perB, Name);
                Pass(1, Broadcasting.Reduce(perB, _bShape));
            }

            if (NeedsGradient(0))
            {
                Pass(0, Broadcasting.Reduce(scaled, _aShape));
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The elementwise quotient of two tensors.</summary>
        /// <remarks>
        /// y = a / b, element by element. Shapes broadcast as in NumPy; both operands and the result have one element type. In floating point division by
        /// zero gives an infinity or NaN as in IEEE 754. The quotient of integers is an integer, cut towards zero as in C# and as in PyTorch's
        /// <c>torch.div</c> with <c>rounding_mode="trunc"</c>: -7 / 2 is -3; convert with <see cref="To"/> first for 3.5. The smallest integer divided
        /// by -1 wraps around to itself, as sums and products of integers do.
        /// </remarks>
        /// <param name="a">a: [...]</param>
        /// <param name="b">b: [...], broadcast against a.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The element types differ, or an integer is divided by 0 (named with its place).</exception>
        public static Tensor Divide(this Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.Divide.Forward(a, b);
        }
    }
}
