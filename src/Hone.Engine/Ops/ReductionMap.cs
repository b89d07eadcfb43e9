using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Runs folds over tensors of every element type of numbers.</summary>
internal static class ReductionMap
{
    /// <summary>The fold of x into a shape that has size 1 along the reduced axes.</summary>
    public static Tensor Fold<TFold>(Tensor x, Shape kept, string operation)
        where TFold : struct, IFold
    {
        Tensor y = Started<TFold>(kept, x, operation);
        FoldInto<TFold>(x, y, Broadcasting.Strides(y, x.Shape), operation);
        return y;
    }

    /// <summary>y = y joined with x, where y's strides over x's shape are 0 along the reduced axes.</summary>
    public static unsafe void FoldInto<TFold>(Tensor x, Tensor y, int[] yStrides, string operation)
        where TFold : struct, IFold
    {
        x.RequireAlive(operation);
        if (x.ElementCount == 0)
        {
            return;
        }

        var plan = new StridedPlan(x.Shape, x.Strides, yStrides, yStrides);
        int outputs = y.ElementCount;
        switch (x.DType)
        {
            case DType.Float32:
                FoldLoop<TFold>.Run(plan, x.Pointer<float>(), y.Pointer<float>(), outputs);
                break;
            case DType.Float64:
                FoldLoop<TFold>.Run(plan, x.Pointer<double>(), y.Pointer<double>(), outputs);
                break;
            case DType.Int64:
                FoldLoop<TFold>.Run(plan, x.Pointer<long>(), y.Pointer<long>(), outputs);
                break;
            case DType.Int32:
                FoldLoop<TFold>.Run(plan, x.Pointer<int>(), y.Pointer<int>(), outputs);
                break;
            case DType.UInt8:
                FoldLoop<TFold>.Run(plan, x.Pointer<byte>(), y.Pointer<byte>(), outputs);
                break;
            default:
                throw NoNumbers(x, operation);
        }
    }

    /// <summary>A tensor of results over no elements.</summary>
    private static Tensor Started<TFold>(Shape shape, Tensor x, string operation)
        where TFold : struct, IFold
    {
        Tensor y = Tensor.Empty(shape, x.DType);
        switch (x.DType)
        {
            case DType.Float32:
                Fill(y, TFold.Start<float>());
                break;
            case DType.Float64:
                Fill(y, TFold.Start<double>());
                break;
            case DType.Int64:
                Fill(y, TFold.Start<long>());
                break;
            case DType.Int32:
                Fill(y, TFold.Start<int>());
                break;
            case DType.UInt8:
                Fill(y, TFold.Start<byte>());
                break;
            default:
                throw NoNumbers(x, operation);
        }

        return y;
    }

    private static unsafe void Fill<T>(Tensor y, T value)
        where T : unmanaged => new Span<T>(y.Pointer<T>(), y.ElementCount).Fill(value);

    private static HoneException NoNumbers(Tensor x, string operation) =>
        new($"{operation} works on numbers.", x.ToString(), operation, "convert with To(DType.Int64) or To(DType.Float32) first");
}
