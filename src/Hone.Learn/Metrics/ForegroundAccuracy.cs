namespace Hone.Learn;

/// <summary>Share of the pixels that are not background whose class is right; higher is better. fastai's <c>foreground_acc</c>, over all pixels instead of a mean of batches.</summary>
public sealed class ForegroundAccuracy : ConfusionMetric
{
    private readonly int _background;

    /// <summary>Stores the background.</summary>
    /// <param name="background">Index of the background class; 0 as in fastai.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    public ForegroundAccuracy(int background = 0, int? ignoreIndex = null)
        : base(ignoreIndex)
    {
        _background = background;
    }

    /// <inheritdoc/>
    public override string Name => "foreground_acc";

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ClassCounts[] foreground = [.. matrix.ClassCounts().Where((_, index) => index != _background)];
        return (double)foreground.Sum(counts => counts.TruePositives) / foreground.Sum(counts => counts.Actual);
    }
}
