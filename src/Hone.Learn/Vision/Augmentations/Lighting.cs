using System.Globalization;

namespace Hone.Learn;

/// <summary>Changes brightness, contrast, saturation and hue of images with values 0 to 1; fastai's lighting transforms, order 40.</summary>
/// <remarks>
/// <para>On z = logit(x), with one sigmoid at the end, so that values stay in 0..1 without clipping: brightness z + logit(u), u uniform in 0.5 (1 - l) .. 0.5 (1 + l); contrast z e^v,
/// v uniform in log(1 - l) .. -log(1 - l); saturation e^w z + (1 - e^w) gray(z) with the weights 0.2989, 0.5870, 0.1140; each with a probability and a draw of its own. Then the hue
/// is turned by e^q - 1 of the circle, q drawn as v is.</para>
/// <para>Values of 0 and 1 count as 1e-7 and 1 - 1e-7, as in fastai. Masks and points stay.</para>
/// </remarks>
public sealed class Lighting : BatchTransform
{
    private readonly LightingOptions _options;

    /// <summary>Stores the options.</summary>
    /// <param name="options">Null stands for fastai's numbers.</param>
    /// <exception cref="HoneException">A strength is not in 0 to below 1, or the probability not in 0 to 1.</exception>
    public Lighting(LightingOptions? options = null)
    {
        _options = options ?? new LightingOptions();
        bool isUsable = IsStrength(_options.MaxLighting) && IsStrength(_options.MaxSaturation) && IsStrength(_options.MaxHue) && _options.Probability is >= 0 and <= 1;
        if (!isUsable)
        {
            throw new HoneException("Strengths of 0 to below 1 and a probability of 0 to 1.", _options.ToString(), nameof(Lighting), "start from the defaults");
        }
    }

    /// <inheritdoc/>
    public override int Order => 40;

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (BatchPart part in batch.Parts.Where(part => part.Column is ImageColumn))
        {
            int channels = part.Memory.Shape[3];
            if (channels != 3 && (_options.MaxSaturation > 0 || _options.MaxHue > 0))
            {
                throw new ShapeException("Saturation and hue are those of RGB images.", Wording.Count(channels, "channel"), nameof(Lighting), "leave them 0 for gray images");
            }

            Span<float> values = part.Memory.AsSpan<float>();
            int length = values.Length / batch.Count;
            for (int i = 0; i < batch.Count; i++)
            {
                LightingDraw draw = Draw(random.ForItem(batch.Indices[_options.SamePerBatch ? 0 : i]));
                Change(values.Slice(i * length, length), draw);
            }
        }
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Lighting({_options.MaxLighting}, saturation {_options.MaxSaturation}, hue {_options.MaxHue}, p {_options.Probability})");

    /// <summary>Applies a draw to one image.</summary>
    internal static void Change(Span<float> image, in LightingDraw draw)
    {
        if (draw.Saturation == 1)
        {
            if (draw.Brightness != 0 || draw.Contrast != 1)
            {
                LightingKernels.Shift(image, draw.Brightness, draw.Contrast);
            }
        }
        else
        {
            LightingKernels.Logit(image, draw.Brightness, draw.Contrast);
            LightingKernels.Saturate(image, draw.Saturation);
            LightingKernels.Sigmoid(image);
        }

        if (draw.Hue != 0)
        {
            LightingKernels.TurnHue(image, draw.Hue);
        }
    }

    /// <summary>The numbers of one item; how many are taken does not depend on chance.</summary>
    internal LightingDraw Draw(RandomStream random)
    {
        bool isBrighter = random.NextSingle() < _options.Probability;
        double level = 0.5 * (1 + (_options.MaxLighting * ((2 * random.NextDouble()) - 1)));
        bool hasContrast = random.NextSingle() < _options.Probability;
        double contrast = Scale(_options.MaxLighting, random);
        bool isSaturated = random.NextSingle() < _options.Probability;
        double saturation = Scale(_options.MaxSaturation, random);
        bool isTurned = random.NextSingle() < _options.Probability;
        double hue = Scale(_options.MaxHue, random) - 1;
        return new LightingDraw(
            isBrighter ? (float)Math.Log(level / (1 - level)) : 0,
            hasContrast ? (float)contrast : 1,
            isSaturated ? (float)saturation : 1,
            isTurned ? (float)hue : 0);
    }

    private static double Scale(float strength, RandomStream random) => Math.Exp(-Math.Log(1 - (double)strength) * ((2 * random.NextDouble()) - 1));

    private static bool IsStrength(float value) => value is >= 0 and < 1;
}
