namespace Hone.Learn;

/// <summary>Exponentially weighted mean of losses without the bias of its start; fastai's <c>AvgSmoothLoss</c>.</summary>
/// <remarks>v = beta v + (1 - beta) loss; value = v / (1 - beta^n).</remarks>
public sealed class SmoothLoss
{
    private readonly double _beta;

    /// <summary>An empty mean.</summary>
    /// <param name="beta">Weight of the past; 0.98 as in fastai.</param>
    public SmoothLoss(double beta = 0.98) => _beta = beta;

    /// <summary>Losses so far.</summary>
    public long Count { get; private set; }

    /// <summary>The mean; NaN before the first loss.</summary>
    public double Value => Biased / (1 - Math.Pow(_beta, Count));

    /// <summary>The mean before its correction, for checkpoints.</summary>
    internal double Biased { get; private set; }

    /// <summary>Adds a loss.</summary>
    /// <param name="loss">Mean loss of a batch.</param>
    public void Add(double loss)
    {
        Count++;
        Biased = (_beta * Biased) + ((1 - _beta) * loss);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => Restore(0, 0);

    internal void Restore(long count, double biased)
    {
        Count = count;
        Biased = biased;
    }
}
