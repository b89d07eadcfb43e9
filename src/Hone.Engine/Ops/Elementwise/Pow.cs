using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Pow : Node
    {
        private readonly Tensor _x;
        private readonly double _exponent;

        private Pow(Tensor x, double exponent)
            : base(x)
        {
            _x = Save(x);
            _exponent = exponent;
        }

        public static Tensor Forward(Tensor x, double exponent)
        {
            Tensor y = DTypes.IsWhole(x.DType) ? WholeNumbers.Pow(x, exponent) : Raise(x, exponent);
            return Tape.Needs(x) ? new Pow(x, exponent).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy p x^(p - 1)
            Tensor dx = Raise(_x, _exponent - 1);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, Tensor.Scalar(_exponent, dx.DType));
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
            Pass(0, dx);
        }

        /// <summary>x^p: small whole and half exponents by multiplications and square roots, others by logarithms in registers of float64.</summary>
        private static Tensor Raise(Tensor x, double exponent) => exponent switch
        {
            -1 => ElementwiseMap.Unary<ReciprocalOperator>(x, nameof(Pow)),
            -0.5 => ElementwiseMap.Unary<RsqrtOperator>(x, nameof(Pow)),
            0.5 => ElementwiseMap.Unary<SqrtOperator>(x, nameof(Pow)),
            1 => ScalarLoopMap.Run<ClampOperator>(x, nameof(Pow), double.NegativeInfinity, double.PositiveInfinity),
            2 => ElementwiseMap.Unary<SquareOperator>(x, nameof(Pow)),
            3 => ElementwiseMap.Unary<CubeOperator>(x, nameof(Pow)),
            _ => ScalarLoopMap.Run<PowLoop<float>, PowLoop<double>>(x, nameof(Pow), exponent),
        };
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Every element to the same power: y = x^p.</summary>
        /// <remarks>
        /// NaN for a negative base with a fractional exponent; x^0 = 1 with gradient 0 except at x = 0. Integers take whole exponents from 0 on and
        /// wrap around where the power leaves their range. float32 has an error below 2 units in the last place, and rounds the exponent to float32 as PyTorch does.
        /// </remarks>
        /// <param name="x">x: [...], floating point or integers.</param>
        /// <param name="exponent">p.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are Bool, or the exponent of integers is negative or not whole.</exception>
        public static Tensor Pow(this Tensor x, double exponent)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Pow.Forward(x, exponent);
        }
    }
}
