using Hone.Kernels;

namespace Hone.Ops;

/// <summary>
/// Which elements a dropout drops: a key and the strides by which elements count, 0 along axes that share one decision. Nothing is stored for the
/// elements themselves.
/// </summary>
internal sealed class DropoutMask
{
    private readonly Shape _shape;
    private readonly int[] _strides;
    private readonly double _p;
    private readonly ulong _key;

    private DropoutMask(Shape shape, int[] strides, double p, ulong key)
    {
        _shape = shape;
        _strides = strides;
        _p = p;
        _key = key;
    }

    /// <summary>1 / (1 - p), which keeps the mean; 0 where all is dropped.</summary>
    public double KeepScale => _p < 1 ? 1 / (1 - _p) : 0;

    /// <summary>A new mask over a shape; the axes named share one.</summary>
    public static DropoutMask Draw(Shape shape, double p, RandomStream stream, ReadOnlySpan<int> sharedAxes)
    {
        int[] sizes = [.. shape];
        foreach (int axis in sharedAxes)
        {
            sizes[axis] = 1;
        }

        int[] strides = [.. Layout.RowMajor(Shape.Create(sizes))];
        foreach (int axis in sharedAxes)
        {
            strides[axis] = 0;
        }

        return new DropoutMask(shape, strides, p, stream.NextKey());
    }

    /// <summary>Refuses what is not a probability, not floating point or has too few axes.</summary>
    public static void Check(Tensor x, double p, int rank, string operation)
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new HoneException($"{operation} needs a probability in 0..1.", $"p {p}", operation, "0.5 is usual between fully connected layers");
        }

        if (!DTypes.IsFloatingPoint(x.DType))
        {
            throw new HoneException($"{operation} works on floating-point tensors.", x.ToString(), operation, "convert with To(DType.Float32) first");
        }

        if (x.Rank != rank)
        {
            throw new ShapeException($"{operation} needs a tensor of {rank} axes.", $"{x.DType} {x.Shape}", operation, "reshape it first");
        }
    }

    /// <summary>y = x scale + shift where kept, fill where dropped.</summary>
    public unsafe void Apply(Tensor x, Tensor y, double scale, double shift, double fill)
    {
        var plan = new StridedPlan(y.Shape, y.Strides, x.Strides, _strides);
        uint dropped = DropoutNumbers.Limit(_p);
        if (x.DType == DType.Float32)
        {
            DropoutLoop<float>.Run(plan, y.Pointer<float>(), x.Pointer<float>(), _key, new(dropped, (float)scale, (float)shift, (float)fill));
        }
        else
        {
            DropoutLoop<double>.Run(plan, y.Pointer<double>(), x.Pointer<double>(), _key, new(dropped, scale, shift, fill));
        }
    }
}
