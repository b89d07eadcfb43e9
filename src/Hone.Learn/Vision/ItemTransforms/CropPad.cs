namespace Hone.Learn;

/// <summary>Cuts out the center, or pads around it, without resizing; fastai's <c>CropPad</c>, order 0.</summary>
public sealed class CropPad : ItemTransform
{
    private readonly int _height;
    private readonly int _width;
    private readonly PadMode _padMode;

    /// <summary>A square.</summary>
    /// <param name="size">Height and width in pixels, at least 1.</param>
    /// <param name="padMode">What lies beyond the border; zeros as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public CropPad(int size, PadMode padMode = PadMode.Zeros)
        : this(size, size, padMode)
    {
    }

    /// <summary>A rectangle.</summary>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="padMode">What lies beyond the border; zeros as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public CropPad(int height, int width, PadMode padMode = PadMode.Zeros)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _height = height;
        _width = width;
        _padMode = padMode;
    }

    /// <inheritdoc/>
    public override int Order => 0;

    /// <inheritdoc/>
    public override ItemTransformConfig? Config => new CropPadConfig(_height, _width, _padMode);

    /// <inheritdoc/>
    public override void Apply(Sample sample, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(sample);
        foreach (SamplePart? part in sample.Parts)
        {
            // Floored like a shift, so that odd differences fall to the same side whether cut or padded.
            part?.Cut(new SampleWindow((part.Width - _width) >> 1, (part.Height - _height) >> 1, _width, _height, _width, _height, _padMode));
        }
    }

    /// <summary>Name, size and padding.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"CropPad({_height}x{_width}, {_padMode})";
}
