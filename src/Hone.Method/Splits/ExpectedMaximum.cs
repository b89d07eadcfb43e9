namespace Hone.Method;

/// <summary>How lucky the luckiest of several equal models looks.</summary>
internal static class ExpectedMaximum
{
    private const double Reach = 10;
    private const int StepsOfOne = 512;

    /// <summary>The expected maximum of k independent standard normal numbers: 0 for 1, 1.54 for 10, 2.51 for 100.</summary>
    public static double Of(int k)
    {
        // E[max] = ∫ x k φ(x) Φ(x)^(k-1) dx, with Φ summed up by Simpson's rule on the same steps as the integral.
        double h = 1.0 / StepsOfOne;
        int steps = (int)(2 * Reach * StepsOfOne);
        double cumulative = 0;
        double sum = 0;
        for (int i = 0; i <= steps; i++)
        {
            double x = (i * h) - Reach;
            double weight = i == 0 || i == steps ? 0.5 : 1;
            sum += weight * x * k * Density(x) * Math.Pow(Math.Min(1, cumulative), k - 1);
            cumulative += h / 6 * (Density(x) + (4 * Density(x + (h / 2))) + Density(x + h));
        }

        return sum * h;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
