using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>A product that is to be computed: c (+)= a b.</summary>
internal readonly unsafe struct TensorProduct
{
    private readonly TensorMatrix _a;
    private readonly TensorMatrix _b;
    private readonly TensorMatrix _c;
    private readonly bool _accumulate;
    private readonly Tensor? _bias;

    /// <summary>Says what is to be multiplied.</summary>
    /// <param name="a">[m, k]</param>
    /// <param name="b">[k, n]</param>
    /// <param name="c">[m, n] with contiguous rows or contiguous columns; the latter get the transposed product.</param>
    /// <param name="accumulate">Add to c instead of overwriting it.</param>
    public TensorProduct(TensorMatrix a, TensorMatrix b, TensorMatrix c, bool accumulate)
    {
        bool transposed = c.ColumnStride != 1;
        _a = transposed ? b.Transposed : a;
        _b = transposed ? a.Transposed : b;
        _c = transposed ? c.Transposed : c;
        _accumulate = accumulate;
    }

    /// <summary>c = a b + bias.</summary>
    /// <param name="a">[m, k]</param>
    /// <param name="b">[k, n]</param>
    /// <param name="bias">[n], contiguous.</param>
    /// <param name="c">[m, n] with contiguous rows.</param>
    public TensorProduct(TensorMatrix a, TensorMatrix b, Tensor bias, TensorMatrix c)
        : this(a, b, c, accumulate: false) => _bias = bias;

    /// <summary>Refuses operands of different element types, and of types without a product.</summary>
    public static void RequireTypes(Tensor a, Tensor b, string operation)
    {
        ElementwiseMap.RequireSameType(a, b, operation);
        if (a.DType is not (DType.Float32 or DType.Float64 or DType.Int64 or DType.Int32))
        {
            throw new HoneException(
                $"{operation} multiplies tensors of Float32, Float64, Int64 or Int32.",
                $"{a.DType} {a.Shape} and {b.DType} {b.Shape}",
                operation,
                "convert both with To(DType.Float32), or with To(DType.Int32) for whole numbers");
        }
    }

    /// <summary>Two products, side by side where that is faster; when they write to the same memory, one after the other. Either may be missing.</summary>
    public static void RunBoth(TensorProduct? first, TensorProduct? second)
    {
        if (first is { } one && second is { } other && one._c.Type == DType.Float32 && !one._c.MayOverlap(other._c))
        {
            Gemm.RunBoth(one.Kernel(), other.Kernel());
            return;
        }

        first?.Run();
        second?.Run();
    }

    public void Run()
    {
        // Float32 adds the bias to each finished sum, which is in a register then; the other types add each sum to the bias.
        if (_bias is not null && _c.Type != DType.Float32)
        {
            _c.FillRows(_bias);
            new TensorProduct(_a, _b, _c, accumulate: true).Run();
            return;
        }

        switch (_c.Type)
        {
            case DType.Float32:
                Gemm.Run(Kernel());
                break;
            case DType.Float64:
                Gemm.Run(
                    _c.Rows,
                    _c.Columns,
                    _a.Columns,
                    _a.Pointer<double>(),
                    _a.RowStride,
                    _a.ColumnStride,
                    _b.Pointer<double>(),
                    _b.RowStride,
                    _b.ColumnStride,
                    _c.Pointer<double>(),
                    _c.RowStride,
                    _accumulate);
                break;
            case DType.Int64:
                RunWhole<long>();
                break;
            case DType.Int32:
                RunWhole<int>();
                break;
            default:
                throw new HoneException("Matrices of Float32, Float64, Int64 or Int32.", $"{_c.Type} [{_c.Rows}, {_c.Columns}]", CallerName.Operation());
        }
    }

    private void RunWhole<T>()
        where T : unmanaged, IBinaryInteger<T> =>
        GemmWhole.Run(
            _c.Rows,
            _c.Columns,
            _a.Columns,
            _a.Pointer<T>(),
            _a.RowStride,
            _a.ColumnStride,
            _b.Pointer<T>(),
            _b.RowStride,
            _b.ColumnStride,
            _c.Pointer<T>(),
            _c.RowStride,
            _accumulate);

    private MatrixProduct Kernel() => new()
    {
        Rows = _c.Rows,
        Columns = _c.Columns,
        Depth = _a.Columns,
        A = new MatrixView(_a.Pointer<float>(), _a.RowStride, _a.ColumnStride),
        B = new MatrixView(_b.Pointer<float>(), _b.RowStride, _b.ColumnStride),
        C = _c.Pointer<float>(),
        CRow = _c.RowStride,
        Addend = _bias is null ? Addend.Of(_accumulate, _c.Pointer<float>(), _c.RowStride) : new Addend(_bias.Pointer<float>(), 0),
    };
}
