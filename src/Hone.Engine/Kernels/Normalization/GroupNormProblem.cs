namespace Hone.Kernels;

/// <summary>
/// Operands of a normalization over groups of channels, image by image. Activations are <c>[Images][Rows][Channels]</c> with the channels innermost: each
/// image is one batch normalization with statistics of its own, and its passes are those of <see cref="BatchNormPasses{T}"/>.
/// </summary>
internal unsafe struct GroupNormProblem<T>
    where T : unmanaged
{
    /// <summary>The sizes and operands of the first image; its values for each channel lie in rows of <see cref="Images"/>.</summary>
    public BatchNormProblem<T> First;

    public int Images;

    public int Groups;

    public double Eps;

    /// <summary>[Channels]: the scale; null for ones.</summary>
    public T* Weight;

    /// <summary>[Channels]: the shift; null for zeros.</summary>
    public T* Bias;

    /// <summary>[Images][Groups]</summary>
    public T* GroupMean;

    /// <summary>[Images][Groups]: 1 / sqrt(variance + eps).</summary>
    public T* GroupInverse;

    /// <summary>[Images][Groups]: biased variances; null if nobody wants them.</summary>
    public T* GroupVariance;

    public readonly int GroupChannels => First.Channels / Groups;

    /// <summary>The passes' view of one image.</summary>
    public readonly BatchNormProblem<T> Image(int image)
    {
        BatchNormProblem<T> p = First;
        nint pixels = image * p.Rows * p.Channels;
        nint channels = (nint)image * p.Channels;
        p.X += pixels;
        p.Y += pixels;
        p.Dy += pixels;
        p.Dx += pixels;
        p.Mean += channels;
        p.Scale += channels;
        p.Shift += channels;
        p.Slope += channels;
        p.Partials += 2 * channels * p.Parts;
        return p;
    }
}
