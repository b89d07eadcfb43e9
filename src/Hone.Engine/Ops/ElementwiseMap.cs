using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Runs an elementwise operator over tensors: element types, broadcasting and layouts are settled here.</summary>
internal static class ElementwiseMap
{
    /// <summary>op(a, b) with broadcasting. The result lies like the operand that has the result's shape.</summary>
    public static Tensor Binary<TOperator>(Tensor a, Tensor b, string operation)
        where TOperator : struct, IBinaryOperator
    {
        RequireSameType(a, b, operation);
        if (a.DType == DType.Bool)
        {
            throw new HoneException(
                $"{operation} works on numbers.",
                $"Bool {a.Shape} and Bool {b.Shape}",
                operation,
                "convert Bool tensors with To(...) first, or use LogicalAnd and LogicalOr");
        }

        Tensor y = Room(a, b, operation);
        BinaryInto<TOperator>(y, a, b);
        return y;
    }

    /// <summary>Memory for the result of two operands of one type.</summary>
    public static Tensor Room(Tensor a, Tensor b, string operation)
    {
        Shape shape = Broadcasting.Combine(a.Shape, b.Shape, operation);
        return Tensor.Empty(shape, ResultStrides(shape, a, b), a.DType);
    }

    /// <summary>f(a, b) of floating-point numbers by a loop of its own, with broadcasting. The result lies like the operand that has the result's shape.</summary>
    public static unsafe Tensor Binary<TFloat, TDouble>(Tensor a, Tensor b, string operation)
        where TFloat : struct, IInnerLoop<float, float, float>
        where TDouble : struct, IInnerLoop<double, double, double>
    {
        RequireSameType(a, b, operation);
        if (!DTypes.IsFloatingPoint(a.DType))
        {
            throw new HoneException($"{operation} works on floating-point tensors.", $"{a.DType} {a.Shape} and {b.DType} {b.Shape}", operation, "convert with To(DType.Float32) first");
        }

        Tensor y = Room(a, b, operation);
        var plan = new StridedPlan(y.Shape, y.Strides, Broadcasting.Strides(a, y.Shape), Broadcasting.Strides(b, y.Shape));
        if (y.DType == DType.Float32)
        {
            StridedLoop.Run<TFloat, float, float, float>(plan, y.Pointer<float>(), a.Pointer<float>(), b.Pointer<float>());
        }
        else
        {
            StridedLoop.Run<TDouble, double, double, double>(plan, y.Pointer<double>(), a.Pointer<double>(), b.Pointer<double>());
        }

        return y;
    }

    /// <summary>y = op(a, b), where y has the broadcast shape and may be a or b itself.</summary>
    public static unsafe void BinaryInto<TOperator>(Tensor y, Tensor a, Tensor b)
        where TOperator : struct, IBinaryOperator
    {
        var plan = new StridedPlan(y.Shape, y.Strides, Broadcasting.Strides(a, y.Shape), Broadcasting.Strides(b, y.Shape));
        switch (y.DType)
        {
            case DType.Float32:
                StridedLoop.Run<BinaryLoop<float, TOperator>, float, float, float>(plan, y.Pointer<float>(), a.Pointer<float>(), b.Pointer<float>());
                break;
            case DType.Float64:
                StridedLoop.Run<BinaryLoop<double, TOperator>, double, double, double>(plan, y.Pointer<double>(), a.Pointer<double>(), b.Pointer<double>());
                break;
            case DType.Int64:
                StridedLoop.Run<BinaryLoop<long, TOperator>, long, long, long>(plan, y.Pointer<long>(), a.Pointer<long>(), b.Pointer<long>());
                break;
            case DType.Int32:
                StridedLoop.Run<BinaryLoop<int, TOperator>, int, int, int>(plan, y.Pointer<int>(), a.Pointer<int>(), b.Pointer<int>());
                break;
            case DType.UInt8:
                StridedLoop.Run<BinaryLoop<byte, TOperator>, byte, byte, byte>(plan, y.Pointer<byte>(), a.Pointer<byte>(), b.Pointer<byte>());
                break;
            default:
                throw new HoneException("Arithmetic works on numbers.", y.ToString(), typeof(TOperator).Name, "convert Bool tensors with To(...) first");
        }
    }

    /// <summary>op(x) in x's layout.</summary>
    public static Tensor Unary<TOperator>(Tensor x, string operation)
        where TOperator : struct, IUnaryOperator
    {
        x.RequireAlive(operation);
        Tensor y = Tensor.Empty(x.Shape, x.Strides, x.DType);
        UnaryInto<TOperator>(y, x, operation);
        return y;
    }

    /// <summary>y = op(x), where y may be x itself.</summary>
    public static unsafe void UnaryInto<TOperator>(Tensor y, Tensor x, string operation)
        where TOperator : struct, IUnaryOperator
    {
        var plan = new StridedPlan(y.Shape, y.Strides, x.Strides, x.Strides);
        switch (y.DType)
        {
            case DType.Float32:
                StridedLoop.Run<UnaryLoop<float, TOperator>, float, float, float>(plan, y.Pointer<float>(), x.Pointer<float>(), x.Pointer<float>());
                break;
            case DType.Float64:
                StridedLoop.Run<UnaryLoop<double, TOperator>, double, double, double>(plan, y.Pointer<double>(), x.Pointer<double>(), x.Pointer<double>());
                break;
            default:
                throw new HoneException($"{operation} works on floating-point tensors.", x.ToString(), operation, "convert with To(DType.Float32) first");
        }
    }

    /// <summary>dx = dy f'(x), where dx may be dy itself.</summary>
    public static unsafe void GradientInto<TOperator>(Tensor dx, Tensor dy, Tensor x)
        where TOperator : struct, IDifferentiableOperator
    {
        var plan = new StridedPlan(dx.Shape, dx.Strides, dy.Strides, x.Strides);
        if (dx.DType == DType.Float32)
        {
            StridedLoop.Run<GradientLoop<float, TOperator>, float, float, float>(plan, dx.Pointer<float>(), dy.Pointer<float>(), x.Pointer<float>());
        }
        else
        {
            StridedLoop.Run<GradientLoop<double, TOperator>, double, double, double>(plan, dx.Pointer<double>(), dy.Pointer<double>(), x.Pointer<double>());
        }
    }

    /// <summary>Refuses stale operands and operands of different element types: Hone converts nothing in silence.</summary>
    public static void RequireSameType(Tensor a, Tensor b, string operation)
    {
        a.RequireAlive(operation);
        b.RequireAlive(operation);
        if (a.DType != b.DType)
        {
            throw new HoneException(
                $"{operation} needs operands of one element type.",
                $"{a.DType} {a.Shape} and {b.DType} {b.Shape}",
                operation,
                "convert one of them with To(...)");
        }
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
