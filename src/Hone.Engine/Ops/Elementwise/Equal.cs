using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Whether two tensors are equal, element by element: a Bool tensor. It has no gradient.</summary>
    /// <remarks>Shapes broadcast as in NumPy; NaN equals nothing. For accuracy: <c>prediction.ArgMax().Equal(target)</c>.</remarks>
    /// <param name="a">a: [...]</param>
    /// <param name="b">b: [...], broadcast against a, of one element type with it.</param>
    /// <returns>y: the broadcast shape, Bool.</returns>
    /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
    /// <exception cref="HoneException">The element types differ.</exception>
    public static unsafe Tensor Equal(this Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ElementwiseMap.RequireSameType(a, b, nameof(Equal));
        Shape shape = Broadcasting.Combine(a.Shape, b.Shape, nameof(Equal));
        Tensor y = Tensor.Empty(shape, DType.Bool);
        var plan = new StridedPlan(shape, y.Strides, Broadcasting.Strides(a, shape), Broadcasting.Strides(b, shape));
        bool* result = y.Pointer<bool>();
        switch (a.DType)
        {
            case DType.Float32:
                StridedLoop.Run<EqualLoop<float>, bool, float, float>(plan, result, a.Pointer<float>(), b.Pointer<float>());
                break;
            case DType.Float64:
                StridedLoop.Run<EqualLoop<double>, bool, double, double>(plan, result, a.Pointer<double>(), b.Pointer<double>());
                break;
            case DType.Int64:
                StridedLoop.Run<EqualLoop<long>, bool, long, long>(plan, result, a.Pointer<long>(), b.Pointer<long>());
                break;
            case DType.Int32:
                StridedLoop.Run<EqualLoop<int>, bool, int, int>(plan, result, a.Pointer<int>(), b.Pointer<int>());
                break;
            default:
                StridedLoop.Run<EqualLoop<byte>, bool, byte, byte>(plan, result, a.Pointer<byte>(), b.Pointer<byte>());
                break;
        }

        return y;
    }
}
