using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class To : Node
    {
        private readonly DType _type;

        private To(Tensor x)
            : base(x) => _type = x.DType;

        public static Tensor Forward(Tensor x, DType type)
        {
            if (x.DType == type)
            {
                return x;
            }

            Tensor y = Conversion.Convert(x, type);
            return Tape.Needs(x) && DTypes.IsFloatingPoint(type) ? new To(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, Conversion.Convert(gradient, _type));
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The values in another element type; the tensor itself if it has that type.</summary>
        /// <remarks>
        /// Numbers are cut towards zero and to the range of an integer type; to Bool, everything but 0 is true. The gradient passes
        /// between Float32 and Float64 only.
        /// </remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="type">The element type of the result.</param>
        /// <returns>y: [...], like x.</returns>
        public static Tensor To(this Tensor x, DType type)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.To.Forward(x, type);
        }
    }
}
