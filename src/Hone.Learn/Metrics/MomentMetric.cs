namespace Hone.Learn;

/// <summary>A metric from means, variances and the covariance of predictions and targets, in one pass by Welford's update.</summary>
public abstract class MomentMetric : NumberMetric
{
    private long _seen;
    private double _meanX;
    private double _meanT;

    private protected MomentMetric()
    {
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    private protected double MeanDifference => _meanX - _meanT;

    /// <summary>Sum of squared deviations of the predictions from their mean.</summary>
    private protected double PredictionSquares { get; private set; }

    /// <summary>Sum of squared deviations of the targets from their mean.</summary>
    private protected double TargetSquares { get; private set; }

    /// <summary>Sum of products of both deviations.</summary>
    private protected double Products { get; private set; }

    /// <summary>Sum of squared deviations of the differences from their mean.</summary>
    private protected double ResidualSquares => PredictionSquares + TargetSquares - (2 * Products);

    private protected override void Clear()
    {
        _seen = 0;
        _meanX = 0;
        _meanT = 0;
        PredictionSquares = 0;
        TargetSquares = 0;
        Products = 0;
    }

    private protected override void Add(double prediction, double target)
    {
        _seen++;
        double fromX = prediction - _meanX;
        double fromT = target - _meanT;
        _meanX += fromX / _seen;
        _meanT += fromT / _seen;
        PredictionSquares += fromX * (prediction - _meanX);
        TargetSquares += fromT * (target - _meanT);
        Products += fromX * (target - _meanT);
    }
}
