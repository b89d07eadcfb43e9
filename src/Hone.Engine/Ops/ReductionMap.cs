using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Runs a sum over tensors of either floating type.</summary>
internal static class ReductionMap
{
    /// <summary>Adds x to y, where y's strides over x's shape are 0 along the summed axes; y must hold zeros or earlier sums.</summary>
    public static unsafe void SumInto(Tensor x, Tensor y, int[] yStrides)
    {
        var plan = new StridedPlan(x.Shape, x.Strides, yStrides, yStrides);
        if (x.ElementCount == 0)
        {
            return;
        }

        switch (x.DType)
        {
            case DType.Float32:
                SumLoop.Run(plan, x.Pointer<float>(), y.Pointer<float>(), y.ElementCount);
                break;
            case DType.Float64:
                SumLoop.Run(plan, x.Pointer<double>(), y.Pointer<double>(), y.ElementCount);
                break;
            default:
                throw new HoneException("Sum adds floating-point tensors.", x.ToString(), "Sum", "convert with To(DType.Float32) first");
        }
    }
}
