using Hone.Kernels;

namespace Hone.Ops;

/// <summary>The updates of optimizers over runs of flat tensors; nothing is recorded.</summary>
internal static unsafe class OptimizerStep
{
    /// <summary>Gradient descent, with momentum when there is a buffer: see <see cref="SgdLoop"/>.</summary>
    public static void Sgd(Tensor values, Tensor gradients, Tensor? momentum, FlatRun run, in SgdStep step)
    {
        SgdCoefficients coefficients = step.Coefficients();
        if (values.DType == DType.Float32)
        {
            float* buffer = momentum is null ? null : momentum.Pointer<float>() + run.Start;
            SgdLoop.Run(run.Count, values.Pointer<float>() + run.Start, gradients.Pointer<float>() + run.Start, buffer, coefficients);
        }
        else
        {
            double* buffer = momentum is null ? null : momentum.Pointer<double>() + run.Start;
            SgdLoop.Run(run.Count, values.Pointer<double>() + run.Start, gradients.Pointer<double>() + run.Start, buffer, coefficients);
        }
    }

    /// <summary>Adam: see <see cref="AdamLoop"/>.</summary>
    public static void Adam(Tensor values, Tensor gradients, Tensor means, Tensor squares, FlatRun run, in AdamStep step)
    {
        AdamCoefficients coefficients = step.Coefficients();
        int start = run.Start;
        if (values.DType == DType.Float32)
        {
            AdamLoop.Run(
                run.Count,
                values.Pointer<float>() + start,
                gradients.Pointer<float>() + start,
                means.Pointer<float>() + start,
                squares.Pointer<float>() + start,
                coefficients);
        }
        else
        {
            AdamLoop.Run(
                run.Count,
                values.Pointer<double>() + start,
                gradients.Pointer<double>() + start,
                means.Pointer<double>() + start,
                squares.Pointer<double>() + start,
                coefficients);
        }
    }

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
