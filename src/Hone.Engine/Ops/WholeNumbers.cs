using Hone.Kernels;

namespace Hone.Ops;

/// <summary>
/// The elementwise functions of integers that stay integers, put together from sums, products and comparisons. What leaves the range of the type wraps
/// around, as in C# and PyTorch. Integers have no gradient.
/// </summary>
internal static class WholeNumbers
{
    public static Tensor Abs(Tensor x) =>
        x.DType == DType.UInt8 ? x.Copy() : ElementwiseMap.Binary<MaximumOperator>(x, Negate(x, nameof(Abs)), nameof(Abs));

    public static Tensor Negate(Tensor x, string operation)
    {
        if (x.DType == DType.UInt8)
        {
            throw new HoneException($"{operation} needs a type with negative numbers.", $"{x.DType} {x.Shape}", operation, "convert with To(DType.Int32) first");
        }

        return ElementwiseMap.Binary<SubtractOperator>(Tensor.Scalar(0, x.DType), x, operation);
    }

    public static Tensor Sign(Tensor x)
    {
        Tensor y = ElementwiseMap.Binary<MinimumOperator>(x, Tensor.Scalar(1, x.DType), nameof(Sign));
        if (x.DType != DType.UInt8)
        {
            ElementwiseMap.BinaryInto<MaximumOperator>(y, y, Tensor.Scalar(-1, x.DType));
        }

        return y;
    }

    public static Tensor Square(Tensor x) => ElementwiseMap.Binary<MultiplyOperator>(x, x, nameof(Square));

    /// <summary>x cut to min..max; an infinite border is none.</summary>
    public static Tensor Clamp(Tensor x, double min, double max)
    {
        Tensor y = x.Copy();
        if (!double.IsNegativeInfinity(min))
        {
            ElementwiseMap.BinaryInto<MaximumOperator>(y, y, ComparisonMap.Number(x, min, nameof(Clamp)));
        }

        if (!double.IsPositiveInfinity(max))
        {
            ElementwiseMap.BinaryInto<MinimumOperator>(y, y, ComparisonMap.Number(x, max, nameof(Clamp)));
        }

        return y;
    }

    /// <summary>x^p by squaring: a product for each binary digit of p, and one more for each that is 1.</summary>
    public static Tensor Pow(Tensor x, double exponent)
    {
        if (!(exponent >= 0) || !DTypes.CanHold(DType.Int64, exponent))
        {
            throw new HoneException(
                $"Pow of {x.DType} needs a whole exponent of 0 or more.",
                $"exponent {exponent} for {x.DType} {x.Shape}",
                nameof(Pow),
                "convert with To(DType.Float32) first");
        }

        Tensor y = Tensor.Ones(x.Shape, x.DType);
        Tensor square = x.Copy();
        for (long rest = (long)exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                ElementwiseMap.BinaryInto<MultiplyOperator>(y, y, square);
            }

            if (rest > 1)
            {
                ElementwiseMap.BinaryInto<MultiplyOperator>(square, square, square);
            }
        }

        return y;
    }
}
