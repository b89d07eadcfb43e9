namespace Hone.Nn;

/// <summary>Options that every optimizer has.</summary>
public abstract record OptimizerOptions
{
    /// <summary>Step size; 1e-3, the default of fastai's Learner.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight decay; each optimizer has its own default.</summary>
    public abstract double WeightDecay { get; init; }

    /// <summary>
    /// Whether biases and normalization parameters decay as well; false, fastai's <c>wd_bn_bias</c>: pulling a scale or a shift to zero does not
    /// regularize. PyTorch decays everything it is given.
    /// </summary>
    public bool DecayNormAndBias { get; init; }
}
