using Hone.Ops;

namespace Hone.Nn;

/// <summary>What <see cref="BatchNorm1d"/> and <see cref="BatchNorm2d"/> share: scale, shift and running statistics of each channel.</summary>
public abstract class BatchNorm : Module
{
    private readonly BatchNormOptions _options;

    private protected BatchNorm(int channels, BatchNormOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _options = options ?? new BatchNormOptions();
        NormNumbers.CheckBatch(_options.Epsilon, _options.Momentum, GetType().Name);
        Weight = RegisterParameter("weight", [channels], Initializers.Constant(_options.Weight), ParameterKind.Normalization);
        Bias = RegisterParameter("bias", [channels], Initializers.Constant(_options.Bias), ParameterKind.Normalization);
        RunningMean = RegisterBuffer("running_mean", Tensor.Zeros([channels]));
        RunningVar = RegisterBuffer("running_var", Tensor.Ones([channels]));
        NumBatchesTracked = RegisterBuffer("num_batches_tracked", Tensor.Zeros([], DType.Int64));
    }

    /// <summary>weight: [channels], the scale.</summary>
    public Parameter Weight { get; }

    /// <summary>bias: [channels], the shift.</summary>
    public Parameter Bias { get; }

    /// <summary>[channels]: mean of past batches, used in evaluation.</summary>
    public ModuleBuffer RunningMean { get; }

    /// <summary>[channels]: unbiased variance of past batches, used in evaluation.</summary>
    public ModuleBuffer RunningVar { get; }

    /// <summary>[]: number of training batches seen, Int64.</summary>
    public ModuleBuffer NumBatchesTracked { get; }

    /// <summary>Added to the variance.</summary>
    internal double Epsilon => _options.Epsilon;

    /// <summary>What the normalization is in evaluation: y = x * scale + shift, for each channel.</summary>
    internal (double[] Scale, double[] Shift) Affine()
    {
        float[] weight = Weight.Value.ToArray<float>();
        float[] bias = Bias.Value.ToArray<float>();
        float[] mean = RunningMean.Value.ToArray<float>();
        float[] variance = RunningVar.Value.ToArray<float>();
        var scale = new double[weight.Length];
        var shift = new double[weight.Length];
        for (int c = 0; c < weight.Length; c++)
        {
            scale[c] = weight[c] / Math.Sqrt(variance[c] + _options.Epsilon);
            shift[c] = bias[c] - (mean[c] * scale[c]);
        }

        return (scale, shift);
    }

    /// <summary>What the operation takes in evaluation.</summary>
    internal BatchNormInputs Inputs(Tensor x, Tensor? residual) =>
        new(x, residual, Weight.Value, Bias.Value, RunningMean.Value, RunningVar.Value, false, _options.Momentum, _options.Epsilon);

    private protected double Momentum => _options.Momentum;

    /// <summary>max(norm(x), 0) in one pass over memory.</summary>
    internal Tensor NormalizeRelu(Tensor x)
    {
        CountBatch(x);
        return x.BatchNormRelu(Weight.Value, Bias.Value, RunningMean.Value, RunningVar.Value, IsTraining, _options.Momentum, _options.Epsilon);
    }

    /// <summary>max(norm(x) + residual, 0) in one pass over memory.</summary>
    internal Tensor NormalizeAddRelu(Tensor x, Tensor residual)
    {
        CountBatch(x);
        return x.BatchNormAddRelu(residual, Weight.Value, Bias.Value, RunningMean.Value, RunningVar.Value, IsTraining, _options.Momentum, _options.Epsilon);
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FixedNorm(this);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        CountBatch(x);
        return x.BatchNorm(Weight.Value, Bias.Value, RunningMean.Value, RunningVar.Value, IsTraining, _options.Momentum, _options.Epsilon);
    }

    /// <summary>Shape rule of the dimension that the class is for.</summary>
    private protected abstract void Check(Tensor x);

    private void CountBatch(Tensor x)
    {
        Check(x);
        if (IsTraining)
        {
            NumBatchesTracked.Value.AsSpan<long>()[0]++;
        }
    }
}
