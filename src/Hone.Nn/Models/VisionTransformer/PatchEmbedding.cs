namespace Hone.Nn;

/// <summary>A convolution over patches that do not overlap, whose pixels become tokens row by row.</summary>
/// <remarks>timm's <c>PatchEmbed</c> with its name (<c>proj</c>). Shapes: x <c>[batch, channels, height, width]</c>, y <c>[batch, patches, size]</c>.</remarks>
internal sealed class PatchEmbedding : Module
{
    private readonly Conv2d _projection;

    public PatchEmbedding(int inChannels, int size, int patch)
    {
        _projection = Register("proj", new Conv2d(inChannels, size, patch, new() { Stride = patch }));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor image = _projection.Forward(x); // [batch, size, rows, columns]
        return image.Permute(0, 2, 3, 1).Contiguous().Reshape(x.Shape[0], image.Shape[2] * image.Shape[3], image.Shape[1]);
    }
}
