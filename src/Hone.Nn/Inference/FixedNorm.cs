namespace Hone.Nn;

/// <summary>A batch normalization by running statistics of its own that nothing changes, where there is no convolution to fold it into.</summary>
internal sealed class FixedNorm(BatchNorm source) : Module
{
    private readonly Tensor _weight = source.Weight.Value.Detach().ContiguousCopy().Keep();
    private readonly Tensor _bias = source.Bias.Value.Detach().ContiguousCopy().Keep();
    private readonly Tensor _mean = source.RunningMean.Value.ContiguousCopy().Keep();
    private readonly Tensor _variance = source.RunningVar.Value.ContiguousCopy().Keep();
    private readonly double _epsilon = source.Epsilon;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.BatchNorm(_weight, _bias, _mean, _variance, training: false, eps: _epsilon);
}
