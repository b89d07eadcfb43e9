using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Runs a relation over tensors of one element type: a Bool tensor. Relations have no gradient.</summary>
internal static unsafe class ComparisonMap
{
    /// <summary>Whether the relation holds, element by element, with broadcasting.</summary>
    public static Tensor Run<TComparison>(Tensor a, Tensor b, string operation)
        where TComparison : struct, IComparison
    {
        ElementwiseMap.RequireSameType(a, b, operation);
        Shape shape = Broadcasting.Combine(a.Shape, b.Shape, operation);
        Tensor y = Tensor.Empty(shape, ResultStrides(shape, a, b), DType.Bool);
        switch (a.DType)
        {
            case DType.Float32:
                Run<float, TComparison>(a, b, y);
                break;
            case DType.Float64:
                Run<double, TComparison>(a, b, y);
                break;
            case DType.Int64:
                Run<long, TComparison>(a, b, y);
                break;
            case DType.Int32:
                Run<int, TComparison>(a, b, y);
                break;
            default:
                // True and false are the bytes 1 and 0.
                Run<byte, TComparison>(a, b, y);
                break;
        }

        return y;
    }

    /// <summary>The same against one number, which the element type must be able to hold.</summary>
    public static Tensor Run<TComparison>(Tensor a, double value, string operation)
        where TComparison : struct, IComparison => Run<TComparison>(a, Number(a, value, operation), operation);

    /// <summary>A number as a scalar of a tensor's element type.</summary>
    /// <exception cref="HoneException">The type cannot hold the number.</exception>
    public static Tensor Number(Tensor x, double value, string operation)
    {
        if (!DTypes.CanHold(x.DType, value))
        {
            throw new HoneException($"{operation} of {x.DType} needs a number that {x.DType} can hold.", $"{value}", operation, "convert the tensor with To(DType.Float32) first");
        }

        return Tensor.Scalar(value, x.DType);
    }

    private static void Run<T, TComparison>(Tensor a, Tensor b, Tensor y)
        where T : unmanaged, INumber<T>
        where TComparison : struct, IComparison
    {
        var plan = new StridedPlan(y.Shape, y.Strides, Broadcasting.Strides(a, y.Shape), Broadcasting.Strides(b, y.Shape));
        StridedLoop.Run<CompareLoop<T, TComparison>, bool, T, T>(plan, y.Pointer<bool>(), a.Pointer<T>(), b.Pointer<T>());
    }

    private static int[] ResultStrides(Shape shape, Tensor a, Tensor b)
    {
        if (a.Shape == shape && a.IsDense)
        {
            return a.Strides;
        }

        return b.Shape == shape && b.IsDense ? b.Strides : Layout.Activation(shape);
    }
}
