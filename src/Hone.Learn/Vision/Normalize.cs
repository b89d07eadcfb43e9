using System.Globalization;

namespace Hone.Learn;

/// <summary>y = (x - mean) / std for each channel of all images of an item, images among the targets included; fastai's <c>Normalize</c>, order 99.</summary>
/// <remarks>Statistics are those of the first image of an item, which need not be its first input.</remarks>
public sealed class Normalize : BatchTransform
{
    private const double Epsilon = 1e-7;

    private readonly NormalizeSource _source;
    private readonly float[]? _mean;
    private readonly float[]? _std;
    private readonly float[] _scale = [];
    private readonly float[] _shift = [];

    /// <summary>Statistics of the training part, learned when the loaders are made.</summary>
    /// <param name="source">One batch, as in fastai, or the whole part.</param>
    public Normalize(NormalizeSource source = NormalizeSource.OneBatch) => _source = source;

    private Normalize(float[] mean, float[] std, IReadOnlyList<int> fittedOn)
    {
        FittedOn = fittedOn;
        _mean = mean;
        _std = std;

        // y = x / std - mean / std
        _scale = [.. std.Select(deviation => 1 / deviation)];
        _shift = [.. mean.Select((value, c) => -value / std[c])];
    }

    /// <inheritdoc/>
    public override int Order => 99;

    /// <inheritdoc/>
    public override bool TrainOnly => false;

    /// <summary>Mean of each channel; empty before <see cref="Fit"/>.</summary>
    public IReadOnlyList<float> Mean => _mean ?? [];

    /// <summary>Standard deviation of each channel; empty before <see cref="Fit"/>.</summary>
    public IReadOnlyList<float> Std => _std ?? [];

    /// <summary>The items that mean and deviation were learned from, as positions in the source; empty for known statistics and before <see cref="Fit"/>.</summary>
    public IReadOnlyList<int> FittedOn { get; } = [];

    /// <inheritdoc/>
    public override BatchTransformConfig? Config => _mean is null ? null : new NormalizeConfig(Mean, Std);

    /// <summary>Known statistics; fastai's <c>Normalize.from_stats</c>.</summary>
    /// <param name="mean">One for each channel, of values 0 to 1.</param>
    /// <param name="std">One for each channel, above 0.</param>
    /// <returns>The transform.</returns>
    /// <exception cref="HoneException">The lengths differ, or a deviation is not above 0.</exception>
    public static Normalize FromStats(IReadOnlyList<float> mean, IReadOnlyList<float> std)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(std);
        if (mean.Count != std.Count || mean.Count == 0)
        {
            throw new HoneException("A mean and a deviation for each channel.", $"{mean.Count} means and {std.Count} deviations", "Normalize.FromStats");
        }

        for (int c = 0; c < std.Count; c++)
        {
            if (!(std[c] > 0))
            {
                throw new HoneException("Standard deviations are above 0.", string.Create(CultureInfo.InvariantCulture, $"{std[c]} for channel {c}"), "Normalize.FromStats");
            }
        }

        return new Normalize([.. mean], [.. std], []);
    }

    /// <summary>Known statistics of an image set.</summary>
    /// <param name="stats">Such as <see cref="ImageStats.ImageNet"/>.</param>
    /// <returns>The transform.</returns>
    /// <exception cref="HoneException">The lengths differ, or a deviation is not above 0.</exception>
    public static Normalize FromStats(ImageStats stats)
    {
        ArgumentNullException.ThrowIfNull(stats);
        return FromStats(stats.Mean, stats.Std);
    }

    /// <inheritdoc/>
    public override BatchTransform Fit(DataLoader train)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (_mean is not null)
        {
            return this;
        }

        double[] sum = [];
        double[] sumOfSquares = [];
        long count = 0;
        var seen = new List<int>();
        foreach (Batch batch in train.Read())
        {
            var images = new ImageBatch(new ImageParts(batch).First);
            if (count == 0)
            {
                sum = new double[images.Channels];
                sumOfSquares = new double[images.Channels];
            }

            Add(images.Values, sum, sumOfSquares);
            seen.AddRange(batch.Indices);
            count += images.Values.Length / images.Channels;
            batch.Release();
            if (_source == NormalizeSource.OneBatch)
            {
                break;
            }
        }

        var mean = new float[sum.Length];
        var std = new float[sum.Length];
        for (int c = 0; c < mean.Length; c++)
        {
            double average = sum[c] / count;
            double variance = (sumOfSquares[c] - (count * average * average)) / Math.Max(1, count - 1);
            mean[c] = (float)average;
            std[c] = (float)(Math.Sqrt(Math.Max(0, variance)) + Epsilon);
        }

        return new Normalize(mean, std, seen);
    }

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        if (_mean is null || _std is null)
        {
            throw new HoneException("Normalize knows mean and deviation before it is applied.", "no statistics", "Normalize", "make the loaders with DataBlock, or use Normalize.FromStats");
        }

        foreach (BatchPart part in new ImageParts(batch))
        {
            var images = new ImageBatch(part);
            if (images.Channels != _mean.Length)
            {
                throw new ShapeException($"Images of {Wording.Count(_mean.Length, "channel")}.", Wording.Count(images.Channels, "channel"), "Normalize", "give one mean and one deviation for each channel");
            }

            PixelKernels.Scale(images.Values, _scale, _shift);
        }
    }

    /// <summary>x = y std + mean: values 0 to 1 again, to be looked at.</summary>
    /// <inheritdoc/>
    public override void Decode(Batch batch)
    {
        if (_mean is null || _std is null)
        {
            return;
        }

        foreach (BatchPart part in new ImageParts(batch))
        {
            PixelKernels.Scale(new ImageBatch(part).Values, _std, _mean);
        }
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _mean is null
        ? $"Normalize({_source})"
        : string.Create(CultureInfo.InvariantCulture, $"Normalize(mean {string.Join(" ", _mean.Select(Text))}, std {string.Join(" ", _std!.Select(Text))})");

    private static string Text(float value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static void Add(ReadOnlySpan<float> values, double[] sum, double[] sumOfSquares)
    {
        int channels = sum.Length;
        for (int c = 0; c < channels; c++)
        {
            double total = 0;
            double squares = 0;
            for (int i = c; i < values.Length; i += channels)
            {
                double value = values[i];
                total += value;
                squares += value * value;
            }

            sum[c] += total;
            sumOfSquares[c] += squares;
        }
    }
}
