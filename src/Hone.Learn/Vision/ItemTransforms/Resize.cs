namespace Hone.Learn;

/// <summary>Brings every sample to one size; fastai's <c>Resize</c>, order 1. Images bilinear with antialiasing, masks nearest, points follow.</summary>
/// <remarks>
/// With m = min(width / newWidth, height / newHeight) for <see cref="ResizeMethod.Crop"/> and max for <see cref="ResizeMethod.Pad"/> the rectangle is
/// (int(m newWidth), int(m newHeight)), and its corner int(p (width - rectangleWidth)) with p uniform in 0..1 in training and 0.5 otherwise. Values are those of Pillow.
/// Padding happens at the old resolution: <see cref="ResizeMethod.Pad"/> takes memory for the square of the longer side.
/// </remarks>
public sealed class Resize : ItemTransform
{
    private readonly int _height;
    private readonly int _width;
    private readonly ResizeMethod _method;
    private readonly PadMode _padMode;

    /// <summary>A square.</summary>
    /// <param name="size">Height and width in pixels, at least 1.</param>
    /// <param name="method">What happens to other proportions; crop as in fastai.</param>
    /// <param name="padMode">What lies beyond the border, for <see cref="ResizeMethod.Pad"/>; reflection as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public Resize(int size, ResizeMethod method = ResizeMethod.Crop, PadMode padMode = PadMode.Reflection)
        : this(size, size, method, padMode)
    {
    }

    /// <summary>A rectangle.</summary>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="method">What happens to other proportions; crop as in fastai.</param>
    /// <param name="padMode">What lies beyond the border, for <see cref="ResizeMethod.Pad"/>; reflection as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public Resize(int height, int width, ResizeMethod method = ResizeMethod.Crop, PadMode padMode = PadMode.Reflection)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _height = height;
        _width = width;
        _method = method;
        _padMode = padMode;
    }

    /// <inheritdoc/>
    public override int Order => 1;

    /// <inheritdoc/>
    public override bool MovesPixels => _method != ResizeMethod.Squish;

    /// <inheritdoc/>
    public override ItemTransformConfig? Config => new ResizeConfig(_height, _width, _method, _padMode);

    /// <inheritdoc/>
    public override void Apply(Sample sample, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(random);
        double right = sample.IsTraining ? random.NextDouble() : 0.5;
        double down = sample.IsTraining ? random.NextDouble() : 0.5;
        foreach (SamplePart? part in sample.Parts)
        {
            part?.Cut(Window(part.Width, part.Height, right, down));
        }
    }

    /// <summary>Name, size and method.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"Resize({_height}x{_width}, {_method}{(_method == ResizeMethod.Pad ? $", {_padMode}" : string.Empty)})";

    private SampleWindow Window(int width, int height, double right, double down)
    {
        if (_method == ResizeMethod.Squish)
        {
            return new SampleWindow(0, 0, width, height, _width, _height);
        }

        double across = (double)width / _width;
        double along = (double)height / _height;
        double scale = _method == ResizeMethod.Crop ? Math.Min(across, along) : Math.Max(across, along);
        int cutWidth = Math.Max(1, (int)(scale * _width));
        int cutHeight = Math.Max(1, (int)(scale * _height));
        return new SampleWindow((int)(right * (width - cutWidth)), (int)(down * (height - cutHeight)), cutWidth, cutHeight, _width, _height, _padMode);
    }
}
