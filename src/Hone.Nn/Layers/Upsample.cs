namespace Hone.Nn;

/// <summary>Resizes images to a size or by a factor.</summary>
/// <remarks>
/// PyTorch's <c>nn.Upsample</c>, which also makes images smaller; see <see cref="TensorOperations.Interpolate"/> for the formula. Shapes: x
/// <c>[batch, channels, height, width]</c>, y <c>[batch, channels, out height, out width]</c>.
/// </remarks>
/// <example><c>new Upsample(new() { ScaleFactor = 2, Mode = InterpolateMode.Bilinear })</c></example>
/// <param name="options">Size or factor, and mode.</param>
public sealed class Upsample(InterpolateOptions options) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new UpsampleConfig(options);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Interpolate(options);
}
