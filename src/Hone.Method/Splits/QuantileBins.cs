using System.Globalization;

namespace Hone.Method;

/// <summary>
/// Cuts numbers into quantiles, so that a stratified split keeps the distribution of what is predicted. Equal numbers stay in one
/// quantile; a quantile that would be too small joins the one below it.
/// </summary>
internal static class QuantileBins
{
    /// <summary>The quantile of each item, named after its range so that names sort as the ranges do.</summary>
    /// <exception cref="SplitException">A number is missing or infinite.</exception>
    public static string[] Of(IReadOnlyList<double> values, IReadOnlyList<string> ids, int bins, int least)
    {
        RequireFinite(values, ids);
        int count = values.Count;
        int wanted = Math.Max(1, Math.Min(bins, count / Math.Max(1, least)));
        int[] order = Enumerable.Range(0, count).OrderBy(row => values[row]).ToArray();

        // 1. The first rank of each bin; equal numbers start at the rank of the first of them.
        var starts = new List<int> { 0 };
        for (int rank = 1; rank < count; rank++)
        {
            bool isNewValue = values[order[rank]] != values[order[rank - 1]];
            long bin = (long)rank * wanted / count;
            long previous = (long)starts[^1] * wanted / count;
            if (isNewValue && bin > previous && rank - starts[^1] >= least && count - rank >= least)
            {
                starts.Add(rank);
            }
        }

        // 2. The names: number of the bin, least and greatest value.
        var names = new string[count];
        for (int bin = 0; bin < starts.Count; bin++)
        {
            int end = bin + 1 < starts.Count ? starts[bin + 1] : count;
            string name = string.Create(
                CultureInfo.InvariantCulture, $"{bin + 1:000}: {values[order[starts[bin]]]:R} to {values[order[end - 1]]:R}");
            for (int rank = starts[bin]; rank < end; rank++)
            {
                names[order[rank]] = name;
            }
        }

        return names;
    }

    private static void RequireFinite(IReadOnlyList<double> values, IReadOnlyList<string> ids)
    {
        int[] wrong = Enumerable.Range(0, values.Count).Where(row => !double.IsFinite(values[row])).ToArray();
        if (wrong.Length > 0)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"a finite number for each of the {values.Count} items",
                $"{wrong.Length} that are missing or infinite: {string.Join(", ", wrong.Take(3).Select(row => $"item {row} ('{ids[row]}') is {Numbers.Plain(values[row])}"))}",
                "a stratified split by quantiles",
                "leave these items out, or split at random");
        }
    }
}
