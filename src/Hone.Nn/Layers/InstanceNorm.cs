namespace Hone.Nn;

/// <summary>What <see cref="InstanceNorm1d"/> and <see cref="InstanceNorm2d"/> share: scale, shift and running statistics of each channel, as far as the options ask for them.</summary>
public abstract class InstanceNorm : Module
{
    private readonly int _channels;
    private readonly InstanceNormOptions _options;

    private protected InstanceNorm(int channels, InstanceNormOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _channels = channels;
        _options = options ?? new InstanceNormOptions();
        if (_options.TrackRunningStats)
        {
            NormNumbers.CheckBatch(_options.Epsilon, _options.Momentum, GetType().Name);
        }

        NormNumbers.CheckEpsilon(_options.Epsilon, GetType().Name);
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

    /// <summary>Size of the second axis.</summary>
    internal int Channels => _channels;

    /// <summary>Numbers of the formula, and what is kept.</summary>
    internal InstanceNormOptions Options => _options;

    /// <summary>Number of axes of x.</summary>
    private protected abstract int Rank { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != Rank || x.Shape[1] != _channels)
        {
            throw new ShapeException(
                $"{GetType().Name} needs x: [batch, {_channels}, {(Rank == 3 ? "length" : "height, width")}].",
                $"x {x.Shape}",
                GetType().Name,
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

        // With statistics of the past every item is treated alike: batch normalization's evaluation.
        Tensor weight = Weight?.Value ?? Tensor.Ones([_channels], x.DType);
        Tensor bias = Bias?.Value ?? Tensor.Zeros([_channels], x.DType);
        return x.BatchNorm(weight, bias, RunningMean.Value, RunningVar.Value, training: false, eps: _options.Epsilon);
    }
}
