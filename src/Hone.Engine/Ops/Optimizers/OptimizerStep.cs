using Hone.Kernels;

namespace Hone.Ops;

/// <summary>The updates of optimizers over runs of flat tensors; nothing is recorded.</summary>
internal static unsafe class OptimizerStep
{
    /// <summary>Updates a run of parameters; see the update for which moments it takes.</summary>
    public static void Run<TUpdate>(in TUpdate update, FlatRun run, FlatTensors x)
        where TUpdate : unmanaged, IFlatUpdate
    {
        if (x.Values.DType == DType.Float32)
        {
            FlatLoop<TUpdate>.Run(run.Count, x.Arrays<float>(run.Start, run.Start), update);
        }
        else
        {
            FlatLoop<TUpdate>.Run(run.Count, x.Arrays<double>(run.Start, run.Start), update);
        }
    }

    /// <summary>Updates the rows that a gradient names; the others are not even read.</summary>
    /// <param name="update">The numbers of the step.</param>
    /// <param name="rows">Touched rows of the parameter.</param>
    /// <param name="start">First element of the parameter in the flat tensors.</param>
    /// <param name="x">Parameters and moments; their gradients are those of the rows.</param>
    public static void RunRows<TUpdate>(in TUpdate update, RowGradient rows, int start, FlatTensors x)
        where TUpdate : unmanaged, IFlatUpdate
    {
        FlatTensors touched = x with { Gradients = rows.Values };
        if (x.Values.DType == DType.Float32)
        {
            FlatLoop<TUpdate>.RunRows(rows.Rows, rows.Width, touched.Arrays<float>(start, 0), update);
        }
        else
        {
            FlatLoop<TUpdate>.RunRows(rows.Rows, rows.Width, touched.Arrays<double>(start, 0), update);
        }
    }

    /// <summary>The sum of squares of m / (sqrt(v) * rootScale + epsilon).</summary>
    public static double DirectionSquareSum(Tensor means, Tensor squares, FlatRun run, double rootScale, double epsilon) => means.DType == DType.Float32
        ? AdamDirectionLoop.SquareSum(run.Count, means.Pointer<float>() + run.Start, squares.Pointer<float>() + run.Start, rootScale, epsilon)
        : AdamDirectionLoop.SquareSum(run.Count, means.Pointer<double>() + run.Start, squares.Pointer<double>() + run.Start, rootScale, epsilon);

    /// <summary>The sum of squares of a run.</summary>
    public static double SquareSum(Tensor x, FlatRun run) => x.DType == DType.Float32
        ? SquareSumLoop.Run(run.Count, x.Pointer<float>() + run.Start)
        : SquareSumLoop.Run(run.Count, x.Pointer<double>() + run.Start);

    /// <summary>Multiplies a run by a factor.</summary>
    public static void Scale(Tensor x, FlatRun run, double factor) =>
        ElementwiseMap.BinaryInto<MultiplyOperator>(Part(x, run), Part(x, run), Tensor.Scalar(factor, x.DType));

    /// <summary>Brings every element of a run into [-limit, limit]; NaN stays NaN.</summary>
    public static void Clamp(Tensor x, FlatRun run, double limit)
    {
        if (x.DType == DType.Float32)
        {
            Clamp(run.Count, x.Pointer<float>() + run.Start, (float)limit);
        }
        else
        {
            Clamp(run.Count, x.Pointer<double>() + run.Start, limit);
        }
    }

    private static void Clamp<T>(int count, T* x, T limit)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var values = new Span<T>(x, count);
        System.Numerics.Tensors.TensorPrimitives.Clamp(values, -limit, limit, values);
    }

    private static Tensor Part(Tensor x, FlatRun run) => new(x.Storage, x.Offset + run.Start, [run.Count], [1], x.DType);
}
