using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>Powers with a tensor as exponent.</summary>
    internal sealed class PowTensor : Node
    {
        private readonly Tensor _x;
        private readonly Tensor _exponent;

        private PowTensor(Tensor x, Tensor exponent)
            : base(x, exponent)
        {
            _x = Save(x);
            _exponent = Save(exponent);
        }

        // Shape rule: Broadcasting.Combine. Forward:
        public static Tensor Forward(Tensor x, Tensor exponent)
        {
            Tensor y = ElementwiseMap.Binary<PowLoop<float>, PowLoop<double>>(x, exponent, nameof(Pow));
            return Tape.Needs(x, exponent) ? new PowTensor(x, exponent).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy p x^(p - 1);  dp = dy x^p ln x
            if (NeedsGradient(0))
            {
                Tensor dx = ElementwiseMap.Binary<PowBaseSlopeLoop<float>, PowBaseSlopeLoop<double>>(_x, _exponent, nameof(Pow));
                ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
                Pass(0, Broadcasting.Reduce(dx, _x.Shape));
            }

            if (NeedsGradient(1))
            {
                Tensor dp = ElementwiseMap.Binary<PowExponentSlopeLoop<float>, PowExponentSlopeLoop<double>>(_x, _exponent, nameof(Pow));
                ElementwiseMap.BinaryInto<MultiplyOperator>(dp, dp, gradient);
                Pass(1, Broadcasting.Reduce(dp, _exponent.Shape));
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Every element to a power of its own: y = x^p.</summary>
        /// <remarks>
        /// Shapes broadcast as in NumPy. NaN for a negative base with a fractional exponent. Gradients: dx = dy p x^(p - 1) and dp = dy x^p ln x; as in PyTorch,
        /// dx = 0 where p = 0, and dp = 0 where x = 0 and p >= 0, and dp is NaN for a negative base. <see cref="Tensor.Pow"/> has a number as base;
        /// <see cref="Pow(Tensor, double)"/> is quicker where one number is the exponent of all.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="exponent">p: [...], broadcast against x, of one element type with it.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The element types differ, or are not floating point.</exception>
        public static Tensor Pow(this Tensor x, Tensor exponent)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(exponent);
            return Ops.PowTensor.Forward(x, exponent);
        }
    }

    public sealed partial class Tensor
    {
        /// <summary>One number to the power of every element: y = b^p, such as 2^p.</summary>
        /// <remarks>PyTorch's <c>torch.pow(2, p)</c>. Gradient: dp = dy y ln b, and 0 where b = 0 and p >= 0. NaN for a negative base with a fractional exponent.</remarks>
        /// <param name="number">b, the base.</param>
        /// <param name="exponent">p: [...], floating point.</param>
        /// <returns>y: [...], like p.</returns>
        /// <exception cref="HoneException">The exponents are not floating point.</exception>
        public static Tensor Pow(double number, Tensor exponent)
        {
            ArgumentNullException.ThrowIfNull(exponent);
            exponent.RequireAlive(nameof(Pow));
            return Ops.PowTensor.Forward(Scalar(number, exponent.DType), exponent);
        }
    }
}
