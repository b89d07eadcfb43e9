namespace Hone.Nn;

/// <summary>
/// A batch normalization by running statistics of its own that nothing changes, where there is no convolution to fold it into; by those of each batch where it tracks none.
/// </summary>
internal sealed class FixedNorm(BatchNorm source) : Module
{
    private readonly string _name = source.GetType().Name;
    private readonly int _channels = source.Channels;
    private readonly Tensor? _weight = source.Weight?.Value.Detach().ContiguousCopy().Keep();
    private readonly Tensor? _bias = source.Bias?.Value.Detach().ContiguousCopy().Keep();
    private readonly Tensor? _mean = source.RunningMean?.Value.ContiguousCopy().Keep();
    private readonly Tensor? _variance = source.RunningVar?.Value.ContiguousCopy().Keep();
    private readonly double _epsilon = source.Epsilon;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor weight = _weight ?? Tensor.Ones([_channels], x.DType);
        Tensor bias = _bias ?? Tensor.Zeros([_channels], x.DType);
        if (_mean is not null && _variance is not null)
        {
            return x.BatchNorm(weight, bias, _mean, _variance, training: false, eps: _epsilon);
        }

        // What the operation would remember of the batch is forgotten.
        BatchNorm.RequireSpread(x, _name);
        return x.BatchNorm(weight, bias, Tensor.Zeros([_channels], x.DType), Tensor.Ones([_channels], x.DType), training: true, eps: _epsilon);
    }
}
