namespace Hone.Nn;

/// <summary>Batch normalization of features: each is shifted and scaled to mean 0 and variance 1 over the batch, then by learned numbers.</summary>
/// <remarks>
/// PyTorch's <c>nn.BatchNorm1d</c>; formula and numbers of <see cref="TensorOperations.BatchNorm"/>. Shapes: x <c>[batch, channels]</c> or
/// <c>[batch, channels, length]</c>, y like x. Without running statistics evaluation normalizes by those of its own batch, as in PyTorch: an answer then depends on
/// the batch around it. Source: Ioffe and Szegedy 2015.
/// </remarks>
/// <param name="channels">Size of the second axis.</param>
/// <param name="options">PyTorch's defaults unless told.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is below 1.</exception>
/// <exception cref="HoneException">Epsilon is not above 0, or the momentum not in 0..1.</exception>
public sealed class BatchNorm1d(int channels, BatchNormOptions? options = null) : BatchNorm(channels, options)
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new BatchNorm1dConfig(Channels, Epsilon, Momentum, ConfiguredAffine, ConfiguredTracking);

    private protected override void Check(Tensor x)
    {
        if (x.Rank is not (2 or 3))
        {
            throw new ShapeException("BatchNorm1d needs x: [batch, channels] or [batch, channels, length].", $"x {x.Shape}", nameof(BatchNorm1d), "put Flatten before it, or use BatchNorm2d for images");
        }
    }
}
