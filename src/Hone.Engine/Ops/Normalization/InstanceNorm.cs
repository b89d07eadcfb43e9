using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Instance normalization: each channel of each image is shifted and scaled to mean 0 and variance 1, then by learned numbers.</summary>
    /// <remarks>
    /// <see cref="GroupNorm"/> with a group for each channel, PyTorch's <c>F.instance_norm</c> with <c>use_input_stats</c>. Where running statistics
    /// are given they move towards the batch's average mean and unbiased variance; <see cref="BatchNorm"/> without training uses them.
    /// </remarks>
    /// <param name="x">x: [batch, channels, ...] with more than one value for each channel of an image.</param>
    /// <param name="weight">weight: [channels], the scale; null for ones.</param>
    /// <param name="bias">bias: [channels], the shift; null for zeros.</param>
    /// <param name="runningMean">runningMean: [channels]; moved; null for none.</param>
    /// <param name="runningVar">runningVar: [channels]; moved; null for none.</param>
    /// <param name="momentum">Share of the new statistics in the running ones; 0.1 as in PyTorch.</param>
    /// <param name="eps">Added to the variance; 1e-5 as in PyTorch.</param>
    /// <returns>y: [batch, channels, ...], like x.</returns>
    /// <exception cref="ShapeException">A channel of an image has a single value, or a vector has another length or type.</exception>
    /// <exception cref="HoneException">eps is negative, momentum outside 0..1, or running statistics lie with gaps.</exception>
    public static Tensor InstanceNorm(
        this Tensor x,
        Tensor? weight = null,
        Tensor? bias = null,
        Tensor? runningMean = null,
        Tensor? runningVar = null,
        double momentum = 0.1,
        double eps = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(x);
        var inputs = new GroupNormInputs(x, x.Rank < 2 ? 1 : Math.Max(1, x.Shape[1]), weight, bias, eps);
        inputs.Check(nameof(InstanceNorm));
        inputs.CheckStatistics(runningMean, nameof(runningMean), nameof(InstanceNorm));
        inputs.CheckStatistics(runningVar, nameof(runningVar), nameof(InstanceNorm));
        if (inputs.Rows == 1)
        {
            throw new ShapeException(
                "InstanceNorm needs more than one value for each channel of an image: a single value has no variance.",
                $"x {x.Shape}: 1 value for each of {inputs.Channels} channels",
                nameof(InstanceNorm),
                "normalize larger images, or use LayerNorm for features");
        }

        if (!(momentum >= 0 && momentum <= 1))
        {
            throw new HoneException("InstanceNorm needs momentum in 0..1.", $"momentum {momentum}", nameof(InstanceNorm));
        }

        Tensor? variance = runningVar is null ? null : Tensor.Empty([x.Shape[0], inputs.Groups], x.DType);
        Tensor y = Ops.GroupNorm.Forward(inputs, out Tensor mean, variance, nameof(InstanceNorm));
        if (x.ElementCount == 0)
        {
            return y;
        }

        if (runningMean is not null)
        {
            Move(runningMean, mean, 1, momentum);
        }

        if (variance is not null)
        {
            // PyTorch keeps the unbiased variance.
            Move(runningVar!, variance, inputs.Rows / (inputs.Rows - 1.0), momentum);
        }

        return y;
    }

    private static void Move(Tensor running, Tensor statistics, double factor, double momentum)
    {
        if (running.DType == DType.Float32)
        {
            GroupNormCore<float>.MoveRunning(running, statistics, factor, momentum);
        }
        else
        {
            GroupNormCore<double>.MoveRunning(running, statistics, factor, momentum);
        }
    }
}
