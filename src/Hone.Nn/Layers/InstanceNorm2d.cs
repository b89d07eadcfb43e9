namespace Hone.Nn;

/// <summary>Instance normalization: each channel of each image is shifted and scaled to mean 0 and variance 1.</summary>
/// <remarks>
/// PyTorch's <c>nn.InstanceNorm2d</c>; formula of <see cref="TensorOperations.InstanceNorm"/>. Shapes: x <c>[batch, channels, height, width]</c>, y like x.
/// Source: Ulyanov, Vedaldi and Lempitsky 2016.
/// </remarks>
/// <param name="channels">Size of the second axis of x.</param>
/// <param name="options">PyTorch's defaults unless told: no learned numbers, no running statistics.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is below 1.</exception>
/// <exception cref="HoneException">Epsilon is negative; with running statistics, Epsilon is not above 0 or the momentum not in 0..1.</exception>
public sealed class InstanceNorm2d(int channels, InstanceNormOptions? options = null) : InstanceNorm(channels, options)
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new InstanceNorm2dConfig(Channels, Options);

    private protected override int Rank => 4;
}
