namespace Hone.Nn;

/// <summary>Instance normalization: each channel of each image is shifted and scaled to mean 0 and variance 1.</summary>
/// <remarks>
/// PyTorch's <c>nn.InstanceNorm2d</c>; formula of <see cref="TensorOperations.InstanceNorm"/>. Shapes: x <c>[batch, channels, height, width]</c>, y like x.
/// Source: Ulyanov, Vedaldi and Lempitsky 2016.
/// </remarks>
public sealed class InstanceNorm2d : Module
{
    private readonly int _channels;
    private readonly InstanceNormOptions _options;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Size of the second axis of x.</param>
    /// <param name="options">PyTorch's defaults unless told: no learned numbers, no running statistics.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is below 1.</exception>
    /// <exception cref="HoneException">Epsilon is negative; with running statistics, Epsilon is not above 0 or the momentum not in 0..1.</exception>
    public InstanceNorm2d(int channels, InstanceNormOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _channels = channels;
        _options = options ?? new InstanceNormOptions();
        if (_options.TrackRunningStats)
        {
            NormNumbers.CheckBatch(_options.Epsilon, _options.Momentum, nameof(InstanceNorm2d));
        }

        NormNumbers.CheckEpsilon(_options.Epsilon, nameof(InstanceNorm2d));
        Config = new InstanceNorm2dConfig(channels, _options);
        if (_options.Affine)
        {
            Weight = RegisterParameter("weight", [channels], Initializers.Ones, ParameterKind.Normalization);
            Bias = RegisterParameter("bias", [channels], Initializers.Zeros, ParameterKind.Normalization);
        }

        if (_options.TrackRunningStats)
        {
            RunningMean = RegisterBuffer("running_mean", Tensor.Zeros([channels]));
            RunningVar = RegisterBuffer("running_var", Tensor.Ones([channels]));
            NumBatchesTracked = RegisterBuffer("num_batches_tracked", Tensor.Zeros([], DType.Int64));
        }
    }

    /// <summary>weight: [channels], the scale, first 1; null without one.</summary>
    public Parameter? Weight { get; }

    /// <summary>bias: [channels], the shift, first 0; null without one.</summary>
    public Parameter? Bias { get; }

    /// <summary>[channels]: mean of past batches; null if not tracked.</summary>
    public ModuleBuffer? RunningMean { get; }

    /// <summary>[channels]: unbiased variance of past batches; null if not tracked.</summary>
    public ModuleBuffer? RunningVar { get; }

    /// <summary>[]: a place in PyTorch's files, Int64; it stays 0 there and here; null if not tracked.</summary>
    public ModuleBuffer? NumBatchesTracked { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 4 || x.Shape[1] != _channels)
        {
            throw new ShapeException(
                $"InstanceNorm2d needs x: [batch, {_channels}, height, width].",
                $"x {x.Shape}",
                nameof(InstanceNorm2d),
                "create the layer for the channels at axis 1 of x");
        }

        if (RunningMean is null || RunningVar is null)
        {
            return x.InstanceNorm(Weight?.Value, Bias?.Value, eps: _options.Epsilon);
        }

        if (IsTraining)
        {
            return x.InstanceNorm(Weight?.Value, Bias?.Value, RunningMean.Value, RunningVar.Value, _options.Momentum, _options.Epsilon);
        }

        // With statistics of the past every image is treated alike: batch normalization's evaluation.
        Tensor weight = Weight?.Value ?? Tensor.Ones([_channels], x.DType);
        Tensor bias = Bias?.Value ?? Tensor.Zeros([_channels], x.DType);
        return x.BatchNorm(weight, bias, RunningMean.Value, RunningVar.Value, training: false, eps: _options.Epsilon);
    }
}
