namespace Hone.Method;

/// <summary>The normal distribution, as far as thresholds need it.</summary>
internal static class Normal
{
    /// <summary>The z that is exceeded with a probability below one half: 0.0228 gives 2.0. Error below 0.0005.</summary>
    /// <remarks>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23.</remarks>
    public static double UpperQuantile(double probability)
    {
        double t = Math.Sqrt(-2 * Math.Log(probability));
        double numerator = 2.515517 + (t * (0.802853 + (t * 0.010328)));
        double denominator = 1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))));
        return t - (numerator / denominator);
    }
}
