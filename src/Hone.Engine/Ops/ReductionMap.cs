using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Runs folds over tensors of every element type of numbers.</summary>
internal static class ReductionMap
{
    /// <summary>The fold of x into a shape that has size 1 along the reduced axes.</summary>
    public static Tensor Fold<TFold>(Tensor x, Shape kept, string operation)
        where TFold : struct, IFold
    {
        Tensor y = Tensor.Empty(kept, x.DType);
        Run<TFold>(x, y, Broadcasting.Strides(y, x.Shape), isNew: true, operation);
        return y;
    }

    /// <summary>y = y joined with x, where y's strides over x's shape are 0 along the reduced axes.</summary>
    public static void FoldInto<TFold>(Tensor x, Tensor y, int[] yStrides, string operation)
        where TFold : struct, IFold => Run<TFold>(x, y, yStrides, isNew: false, operation);

    private static void Run<TFold>(Tensor x, Tensor y, int[] yStrides, bool isNew, string operation)
        where TFold : struct, IFold
    {
        x.RequireAlive(operation);
        switch (x.DType)
        {
            case DType.Float32:
                Run<TFold, float>(x, y, yStrides, isNew);
                break;
            case DType.Float64:
                Run<TFold, double>(x, y, yStrides, isNew);
                break;
            case DType.Int64:
                Run<TFold, long>(x, y, yStrides, isNew);
                break;
            case DType.Int32:
                Run<TFold, int>(x, y, yStrides, isNew);
                break;
            case DType.UInt8:
                Run<TFold, byte>(x, y, yStrides, isNew);
                break;
            default:
                throw NoNumbers(x, operation);
        }
    }

    private static unsafe void Run<TFold, T>(Tensor x, Tensor y, int[] yStrides, bool isNew)
        where TFold : struct, IFold
        where T : unmanaged, INumber<T>
    {
        if (isNew)
        {
            new Span<T>(y.Pointer<T>(), y.ElementCount).Fill(TFold.Start<T>());
        }

        if (x.ElementCount > 0)
        {
            var plan = new StridedPlan(x.Shape, x.Strides, yStrides, yStrides);
            FoldLoop<TFold>.Run(plan, x.Pointer<T>(), y.Pointer<T>(), y.ElementCount);
        }
    }

    private static HoneException NoNumbers(Tensor x, string operation) =>
        new($"{operation} works on numbers.", x.ToString(), operation, "convert with To(DType.Int64) or To(DType.Float32) first");
}
