namespace Hone.Learn;

/// <summary>The correlation of the ranks of predictions and targets, -1 to 1; higher is better. fastai's <c>SpearmanCorrCoef</c>.</summary>
/// <remarks>Equal values share the mean of their ranks. Keeps all pairs: 16 bytes each. NaN when one of both does not vary.</remarks>
public sealed class SpearmanCorrelation : NumberMetric
{
    private readonly List<double> _predictions = [];
    private readonly List<double> _targets = [];

    /// <inheritdoc/>
    public override string Name => "spearmanr";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    private protected override void Clear()
    {
        _predictions.Clear();
        _targets.Clear();
    }

    private protected override void Add(double prediction, double target)
    {
        _predictions.Add(prediction);
        _targets.Add(target);
    }

    private protected override double Compute(long count)
    {
        double[] x = Ranking.Ranks(_predictions);
        double[] t = Ranking.Ranks(_targets);
        double mean = (count + 1) / 2.0;
        double products = 0;
        double squaresX = 0;
        double squaresT = 0;
        for (int i = 0; i < x.Length; i++)
        {
            products += (x[i] - mean) * (t[i] - mean);
            squaresX += (x[i] - mean) * (x[i] - mean);
            squaresT += (t[i] - mean) * (t[i] - mean);
        }

        return products / Math.Sqrt(squaresX * squaresT);
    }
}
