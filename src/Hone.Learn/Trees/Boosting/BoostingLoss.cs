namespace Hone.Learn;

/// <summary>A loss of raw predictions: where boosting starts and which way it goes. Raw predictions lie output by output: [outputs, rows].</summary>
internal abstract class BoostingLoss
{
    /// <summary>Raw predictions per row.</summary>
    public abstract int Outputs { get; }

    /// <summary>The best raw predictions without any feature: [outputs].</summary>
    public abstract double[] Baseline(ReadOnlySpan<double> targets, double[]? weights);

    /// <summary>Derivatives of the rows of a part.</summary>
    /// <param name="raw">[outputs, rows].</param>
    /// <param name="targets">[rows].</param>
    /// <param name="start">First row of the part.</param>
    /// <param name="end">Row after the last.</param>
    /// <param name="derivatives">[outputs, rows].</param>
    public abstract void Derive(ReadOnlySpan<double> raw, ReadOnlySpan<double> targets, int start, int end, Span<Derivatives> derivatives);

    /// <summary>The loss of one row.</summary>
    public abstract double Of(ReadOnlySpan<double> raw, double target, int row, int rows);

    /// <summary>Turns sums of trees into what users see, in place: [rows, outputs].</summary>
    public abstract void Link(Span<double> raw);

    /// <summary>Mean loss over rows, weighted.</summary>
    public double Mean(ReadOnlySpan<double> raw, ReadOnlySpan<double> targets, double[]? weights)
    {
        double sum = 0;
        double all = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double weight = weights is null ? 1 : weights[row];
            sum += weight * Of(raw, targets[row], row, targets.Length);
            all += weight;
        }

        return sum / all;
    }
}
