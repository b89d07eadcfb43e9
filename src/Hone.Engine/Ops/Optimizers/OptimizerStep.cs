using Hone.Kernels;

namespace Hone.Ops;

/// <summary>The updates of optimizers over runs of flat tensors; nothing is recorded.</summary>
internal static unsafe class OptimizerStep
{
    /// <summary>Gradient descent; first moments are the momentum buffer, if there is one.</summary>
    public static void Sgd(in SgdStep step, FlatRun run, FlatTensors x) => Run(step.Update(), run, x);

    /// <summary>Gradient descent on touched rows.</summary>
    /// <inheritdoc cref="RunRows" path="/param"/>
    public static void SgdRows(in SgdStep step, RowGradient rows, int start, FlatTensors x) => RunRows(step.Update(), rows, start, x);

    /// <summary>Adam; moments are means, mean squares and, for AMSGrad, the largest mean squares so far.</summary>
    public static void Adam(in AdamStep step, FlatRun run, FlatTensors x)
    {
        if (x.Third is not null)
        {
            Run(new AmsGradUpdate(step.Update()), run, x);
        }
        else if (step.Softening > 0 && !step.IsPlainMean)
        {
            Run(new SoftAdamUpdate(step.Update(), step.Softening), run, x);
        }
        else
        {
            Run(step.Update(), run, x);
        }
    }

    /// <summary>Adam on touched rows.</summary>
    /// <inheritdoc cref="RunRows" path="/param"/>
    public static void AdamRows(in AdamStep step, RowGradient rows, int start, FlatTensors x) => RunRows(step.Update(), rows, start, x);

    /// <summary>Adam's direction scaled to the size of the parameter; the run is one parameter.</summary>
    /// <param name="step">Adam's numbers, with decoupled decay.</param>
    /// <param name="run">The parameter.</param>
    /// <param name="x">Moments are means and mean squares.</param>
    /// <param name="mostTrust">Largest ratio of the norms of parameter and direction.</param>
    public static void Lamb(in AdamStep step, FlatRun run, FlatTensors x, double mostTrust)
    {
        // 1. Moments and decay, without a step.
        AdamUpdate adam = step.Update();
        Run(adam with { StepSize = 0 }, run, x);

        // 2. The norms of the parameter and of Adam's direction, whose correction of bias is the step size at learning rate 1.
        double size = Math.Sqrt(SquareSum(x.Values, run));
        double correction = (step with { LearningRate = 1 }).Update().StepSize;
        double length = correction * Math.Sqrt(DirectionSquareSum(x.First!, x.Second!, run, adam.RootScale, adam.Epsilon));
        double trust = size == 0 || length == 0 ? 1 : Math.Min(size / length, mostTrust);

        // 3. The step alone: moments that keep all of themselves stay as they are.
        Run(adam with { StepSize = adam.StepSize * trust, Shrink = 1, Beta1 = 1, Beta2 = 1 }, run, x);
    }

    /// <summary>RMSProp; first moments are the momentum buffer, second the mean squares, third the means, where there are any.</summary>
    public static void RmsProp(in RmsPropStep step, FlatRun run, FlatTensors x) => Run(step.Update(), run, x);

    /// <summary>Moves values a share of the way towards others of the same length.</summary>
    public static void Lerp(double share, FlatRun run, Tensor values, Tensor target) => Run(new LerpUpdate(share), run, new FlatTensors(values, target));

    /// <summary>Updates a run of parameters; see the update for which moments it takes.</summary>
    private static void Run<TUpdate>(in TUpdate update, FlatRun run, FlatTensors x)
        where TUpdate : unmanaged, IFlatUpdate
    {
        x.Values.Storage.MarkWritten();
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
    private static void RunRows<TUpdate>(in TUpdate update, RowGradient rows, int start, FlatTensors x)
        where TUpdate : unmanaged, IFlatUpdate
    {
        x.Values.Storage.MarkWritten();
        FlatTensors touched = x with { Gradients = rows.Memory };
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
    private static double DirectionSquareSum(Tensor means, Tensor squares, FlatRun run, double rootScale, double epsilon) => means.DType == DType.Float32
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
