using Hone.Kernels;
using Hone.Memory;

namespace Hone.Ops;

/// <summary>Runs a loop y = f(x, constants) over tensors of either floating type.</summary>
internal static unsafe class ScalarLoopMap
{
    /// <summary>y = op(x; first, second) in x's layout.</summary>
    public static Tensor Run<TOperator>(Tensor x, string operation, double first = 0, double second = 0)
        where TOperator : struct, IParameterOperator =>
        Run<ParameterLoop<float, TOperator>, ParameterLoop<double, TOperator>>(x, operation, first, second);

    /// <summary>y = f(x, constants) in x's layout; the loop sees the constants at its third operand.</summary>
    public static Tensor Run<TFloat, TDouble>(Tensor x, string operation, double first = 0, double second = 0)
        where TFloat : struct, IInnerLoop<float, float, float>
        where TDouble : struct, IInnerLoop<double, double, double>
    {
        Tensor y = Tensor.Empty(x.Shape, x.Strides, x.DType);
        Span<int> none = stackalloc int[y.Rank];
        none.Clear();
        var plan = new StridedPlan(y.Shape, y.Strides, x.Strides, SizeList.Of(none));
        switch (x.DType)
        {
            case DType.Float32:
                float* floats = stackalloc float[] { (float)first, (float)second };
                StridedLoop.Run<TFloat, float, float, float>(plan, y.Pointer<float>(), x.Pointer<float>(), floats);
                break;
            case DType.Float64:
                double* doubles = stackalloc double[] { first, second };
                StridedLoop.Run<TDouble, double, double, double>(plan, y.Pointer<double>(), x.Pointer<double>(), doubles);
                break;
            default:
                throw new HoneException($"{operation} works on floating-point tensors.", x.ToString(), operation, "convert with To(DType.Float32) first");
        }

        return y;
    }
}
