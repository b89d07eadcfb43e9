using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Copies between element types.</summary>
internal static unsafe class Conversion
{
    /// <summary>A copy of x in another element type and the same layout.</summary>
    public static Tensor Convert(Tensor x, DType type)
    {
        Tensor y = Tensor.Empty(x.Shape, x.Strides, type);
        switch (x.DType)
        {
            case DType.Float32:
                From<float>(x, y);
                break;
            case DType.Float64:
                From<double>(x, y);
                break;
            case DType.Int64:
                From<long>(x, y);
                break;
            case DType.Int32:
                From<int>(x, y);
                break;
            default:
                // True and false are the bytes 1 and 0.
                From<byte>(x, y);
                break;
        }

        return y;
    }

    private static void From<TFrom>(Tensor x, Tensor y)
        where TFrom : unmanaged, INumberBase<TFrom>
    {
        switch (y.DType)
        {
            case DType.Float32:
                Run<ConvertLoop<float, TFrom>, float, TFrom>(x, y);
                break;
            case DType.Float64:
                Run<ConvertLoop<double, TFrom>, double, TFrom>(x, y);
                break;
            case DType.Int64:
                Run<ConvertLoop<long, TFrom>, long, TFrom>(x, y);
                break;
            case DType.Int32:
                Run<ConvertLoop<int, TFrom>, int, TFrom>(x, y);
                break;
            case DType.UInt8:
                Run<ConvertLoop<byte, TFrom>, byte, TFrom>(x, y);
                break;
            default:
                Run<NonZeroLoop<TFrom>, byte, TFrom>(x, y);
                break;
        }
    }

    private static void Run<TLoop, TTo, TFrom>(Tensor x, Tensor y)
        where TLoop : struct, IInnerLoop<TTo, TFrom, TFrom>
        where TTo : unmanaged
        where TFrom : unmanaged
    {
        var plan = new StridedPlan(y.Shape, y.Strides, x.Strides, x.Strides);
        StridedLoop.Run<TLoop, TTo, TFrom, TFrom>(plan, y.Pointer<TTo>(), x.Pointer<TFrom>(), x.Pointer<TFrom>());
    }
}
