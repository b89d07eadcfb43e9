namespace Hone.Method;

/// <summary>Whether targets that follow each other in time are more alike than chance gives.</summary>
internal static class SerialAgreement
{
    /// <summary>
    /// In standard deviations of chance: r √n of the correlation r of neighbors for numbers; (a - Σ p²) √n / √(Σ p² (1 - Σ p²)) of the share a of neighbors with
    /// one class, for classes. NaN for a target that does not vary.
    /// </summary>
    public static double ZScore(CheckTarget target, double[] time)
    {
        int[] items = Enumerable.Range(0, time.Length).Where(item => target.IsKnown(item) && !double.IsNaN(time[item])).OrderBy(item => time[item]).ThenBy(item => item).ToArray();
        if (items.Length < 3)
        {
            return double.NaN;
        }

        return target.IsClasses ? OfClasses(Array.ConvertAll(items, item => target.Codes[item])) : OfNumbers(Array.ConvertAll(items, item => target.Numbers[item]));
    }

    internal static double OfNumbers(double[] values)
    {
        double mean = values.Average();
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            squares += (values[i] - mean) * (values[i] - mean);
            products += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
        }

        return squares == 0 ? double.NaN : products / squares * Math.Sqrt(values.Length);
    }

    internal static double OfClasses(int[] codes)
    {
        double chance = codes.CountBy(code => code).Sum(pair => Math.Pow((double)pair.Value / codes.Length, 2));
        double n = codes.Length - 1;
        double agreement = codes.Skip(1).Zip(codes).Count(pair => pair.First == pair.Second) / n;
        return chance >= 1 ? double.NaN : (agreement - chance) * Math.Sqrt(n) / Math.Sqrt(chance * (1 - chance));
    }
}
