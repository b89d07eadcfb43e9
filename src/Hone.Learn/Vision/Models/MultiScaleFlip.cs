using Hone.Nn;

namespace Hone.Learn;

/// <summary>Test-time augmentation of a net that says something about every pixel: it looks at the picture in several sizes and in the mirror, and the mean of its probabilities counts.</summary>
/// <remarks>
/// log(1/n sum over sizes s and mirrors m of m(resize(softmax(net(m(resize(x, s))))))), with bilinear resizing. Sizes are rounded to multiples of <see cref="MultiScaleFlipOptions.Multiple"/>.
/// For evaluation: the sizes of DeepLab (Chen et al. 2018, "Encoder-Decoder with Atrous Separable Convolution", section 4) reach from 0.5 to 1.75; the three here cost six passes. <see cref="Learner.Tta"/> is for
/// nets with one answer for a whole picture: it does not turn an answer back.
/// </remarks>
/// <example><code>
/// new Learner(data, new MultiScaleFlip(learner.Model), new() { Metrics = [new MeanIoU()] }).Validate();
/// </code></example>
public sealed class MultiScaleFlip : Module
{
    private const int ClassAxis = 1;
    private const int WidthAxis = 3;
    private readonly Module _net;
    private readonly MultiScaleFlipOptions _options;

    /// <summary>Looks through a net; its weights are shared, not copied.</summary>
    /// <param name="net">Images to scores: [batch, channels, height, width] to [batch, classes, height, width].</param>
    /// <param name="options">Null stands for three sizes and the mirror.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no size, one is not above 0, or the multiple is below 1.</exception>
    public MultiScaleFlip(Module net, MultiScaleFlipOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        options ??= new MultiScaleFlipOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Scales.Count, 1, nameof(options.Scales));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Scales.Min(), nameof(options.Scales));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Multiple, 1, nameof(options.Multiple));
        _net = net;
        _options = options;
        Register("net", net);
    }

    /// <summary>Logarithms of the mean probabilities: y: [batch, classes, height, width].</summary>
    protected override Tensor Compute(Tensor x)
    {
        var size = new Size2d(x.Shape[-2], x.Shape[-1]);
        Tensor? sum = null;
        foreach (double scale in _options.Scales)
        {
            // 1. The picture in this size.
            Size2d scaledSize = scale == 1 ? size : new Size2d(Rounded(size.Height * scale), Rounded(size.Width * scale));
            Tensor scaled = Resized(x, scaledSize);

            // 2. What the net says of it, and of its mirror image, turned back.
            Tensor probabilities = _net.Forward(scaled).Softmax(ClassAxis);
            if (_options.Flip)
            {
                probabilities += _net.Forward(scaled.Flip(WidthAxis)).Softmax(ClassAxis).Flip(WidthAxis);
            }

            // 3. In the size of the picture.
            probabilities = Resized(probabilities, size);
            sum = sum is null ? probabilities : sum + probabilities;
        }

        return (sum! * (1f / (_options.Scales.Count * (_options.Flip ? 2 : 1)))).Log();
    }

    private int Rounded(double pixels) => Math.Max(1, (int)Math.Round(pixels / _options.Multiple)) * _options.Multiple;

    private static Tensor Resized(Tensor x, Size2d size) =>
        x.Shape[-2] == size.Height && x.Shape[-1] == size.Width ? x : x.Interpolate(new() { Size = size, Mode = InterpolateMode.Bilinear });
}
