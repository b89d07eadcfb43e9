using Hone.Ops;

namespace Hone.Nn;

/// <summary>What <see cref="BatchNorm1d"/> and <see cref="BatchNorm2d"/> share: scale, shift and running statistics of each channel, as far as the options ask for them.</summary>
public abstract class BatchNorm : Module
{
    private readonly int _channels;
    private readonly BatchNormOptions _options;

    private protected BatchNorm(int channels, BatchNormOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _channels = channels;
        _options = options ?? new BatchNormOptions();
        NormNumbers.CheckBatch(_options.Epsilon, _options.Momentum, GetType().Name);
        if (_options.Affine)
        {
            Weight = RegisterParameter("weight", [channels], Initializers.Constant(_options.Weight), ParameterKind.Normalization);
            Bias = RegisterParameter("bias", [channels], Initializers.Constant(_options.Bias), ParameterKind.Normalization);
        }

        if (_options.TrackRunningStats)
        {
            RunningMean = RegisterBuffer("running_mean", Tensor.Zeros([channels]));
            RunningVar = RegisterBuffer("running_var", Tensor.Ones([channels]));
            NumBatchesTracked = RegisterBuffer("num_batches_tracked", Tensor.Zeros([], DType.Int64));
        }
    }

    /// <summary>weight: [channels], the scale; null without <see cref="BatchNormOptions.Affine"/>.</summary>
    public Parameter? Weight { get; }

    /// <summary>bias: [channels], the shift; null without <see cref="BatchNormOptions.Affine"/>.</summary>
    public Parameter? Bias { get; }

    /// <summary>[channels]: mean of past batches, used in evaluation; null without <see cref="BatchNormOptions.TrackRunningStats"/>.</summary>
    public ModuleBuffer? RunningMean { get; }

    /// <summary>[channels]: unbiased variance of past batches, used in evaluation; null without <see cref="BatchNormOptions.TrackRunningStats"/>.</summary>
    public ModuleBuffer? RunningVar { get; }

    /// <summary>[]: number of training batches seen, Int64; null without <see cref="BatchNormOptions.TrackRunningStats"/>.</summary>
    public ModuleBuffer? NumBatchesTracked { get; }

    /// <summary>Size of the second axis.</summary>
    internal int Channels => _channels;

    /// <summary>Added to the variance.</summary>
    internal double Epsilon => _options.Epsilon;

    /// <summary>Whether the next pass normalizes by the statistics of its own batch: in training, and without others in evaluation too.</summary>
    internal bool UsesBatch => IsTraining || RunningMean is null;

    /// <summary>What the normalization is in evaluation, where it has running statistics: y = x * scale + shift, for each channel.</summary>
    internal (double[] Scale, double[] Shift) Affine()
    {
        float[]? weight = Weight?.Value.ToArray<float>();
        float[]? bias = Bias?.Value.ToArray<float>();
        float[] mean = RunningMean!.Value.ToArray<float>();
        float[] variance = RunningVar!.Value.ToArray<float>();
        var scale = new double[mean.Length];
        var shift = new double[mean.Length];
        for (int c = 0; c < mean.Length; c++)
        {
            scale[c] = (weight?[c] ?? 1) / Math.Sqrt(variance[c] + _options.Epsilon);
            shift[c] = (bias?[c] ?? 0) - (mean[c] * scale[c]);
        }

        return (scale, shift);
    }

    /// <summary>What the operation takes. Statistics that nobody tracks go to memory that is forgotten.</summary>
    internal BatchNormInputs Inputs(Tensor x, Tensor? residual) => new(
        x,
        residual,
        Weight?.Value ?? Tensor.Ones([_channels], x.DType),
        Bias?.Value ?? Tensor.Zeros([_channels], x.DType),
        RunningMean?.Value ?? Tensor.Zeros([_channels], x.DType),
        RunningVar?.Value ?? Tensor.Ones([_channels], x.DType),
        UsesBatch,
        _options.Momentum,
        _options.Epsilon);

    private protected double Momentum => _options.Momentum;

    /// <summary>False in a configuration where the options say so; null, which is not written, for PyTorch's default.</summary>
    private protected bool? ConfiguredAffine => _options.Affine ? null : false;

    /// <summary>False in a configuration where the options say so; null, which is not written, for PyTorch's default.</summary>
    private protected bool? ConfiguredTracking => _options.TrackRunningStats ? null : false;

    /// <summary>max(norm(x), 0) in one pass over memory.</summary>
    internal Tensor NormalizeRelu(Tensor x)
    {
        CountBatch(x);
        return Ops.BatchNorm.Forward(Inputs(x, null), relu: true, nameof(TensorOperations.BatchNormRelu));
    }

    /// <summary>max(norm(x) + residual, 0) in one pass over memory.</summary>
    internal Tensor NormalizeAddRelu(Tensor x, Tensor residual)
    {
        CountBatch(x);
        return Ops.BatchNorm.Forward(Inputs(x, residual), relu: true, nameof(TensorOperations.BatchNormAddRelu));
    }

    /// <summary>Refuses to evaluate a batch by its own statistics that has none.</summary>
    internal static void RequireSpread(Tensor x, string layer)
    {
        if (x.Rank >= 2 && x.ElementCount == x.Shape[1])
        {
            throw new ShapeException(
                $"{layer} without running statistics needs more than one value for each channel in evaluation too: a single value has no variance.",
                $"x {x.Shape}: 1 value for each of {x.Shape[1]} channels",
                layer,
                "use a batch of 2 or more, or make the layer with TrackRunningStats = true");
        }
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FixedNorm(this);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        CountBatch(x);
        return Ops.BatchNorm.Forward(Inputs(x, null), relu: false, nameof(TensorOperations.BatchNorm));
    }

    /// <summary>Shape rule of the dimension that the class is for.</summary>
    private protected abstract void Check(Tensor x);

    private void CountBatch(Tensor x)
    {
        Check(x);
        if (NumBatchesTracked is null)
        {
            if (!IsTraining)
            {
                RequireSpread(x, GetType().Name);
            }
        }
        else if (IsTraining)
        {
            NumBatchesTracked.Value.AsSpan<long>()[0]++;
        }
    }
}
