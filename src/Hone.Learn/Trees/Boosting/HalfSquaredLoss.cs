namespace Hone.Learn;

/// <summary>(raw - y)^2 / 2.</summary>
internal sealed class HalfSquaredLoss : BoostingLoss
{
    public override int Outputs => 1;

    public override double[] Baseline(ReadOnlySpan<double> targets, double[]? weights)
    {
        double sum = 0;
        double all = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double weight = weights is null ? 1 : weights[row];
            sum += weight * targets[row];
            all += weight;
        }

        return [sum / all];
    }

    public override void Derive(ReadOnlySpan<double> raw, ReadOnlySpan<double> targets, int start, int end, Span<Derivatives> derivatives)
    {
        for (int row = start; row < end; row++)
        {
            derivatives[row] = new((float)(raw[row] - targets[row]), 1);
        }
    }

    public override double Of(ReadOnlySpan<double> raw, double target, int row, int rows) => 0.5 * (raw[row] - target) * (raw[row] - target);

    public override void Link(Span<double> raw)
    {
    }
}
