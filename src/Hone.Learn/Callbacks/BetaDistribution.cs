namespace Hone.Learn;

/// <summary>Random numbers between 0 and 1 with the density x^(a-1) (1-x)^(a-1).</summary>
internal static class BetaDistribution
{
    /// <summary>One number: X / (X + Y) of two gamma variables of shape a.</summary>
    public static double Next(RandomStream stream, double a)
    {
        double x = NextGamma(stream, a);
        double y = NextGamma(stream, a);

        // Both underflow to zero only for tiny a, where the mass lies at the ends.
        return x + y > 0 ? x / (x + y) : stream.NextInt(2);
    }

    /// <summary>Marsaglia and Tsang 2000; a shape below 1 by way of shape + 1.</summary>
    private static double NextGamma(RandomStream stream, double shape)
    {
        if (shape < 1)
        {
            return NextGamma(stream, shape + 1) * Math.Pow(1 - stream.NextDouble(), 1 / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal(stream);
            double v = Math.Pow(1 + (c * x), 3);
            double u = 1 - stream.NextDouble();
            if (v > 0 && Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private static double NextNormal(RandomStream stream)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - stream.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * stream.NextDouble());
    }
}
