using System.Globalization;
using Hone.Learn;

namespace Hone.Method;

/// <summary>Two submissions for the end: the best local one, and the most different strong one, a blend where there is one.</summary>
/// <param name="Picks">At most two; empty where no submission has a local score.</param>
/// <param name="Sentence">On what the choice rests.</param>
public sealed record FinalPicks(IReadOnlyList<FinalPick> Picks, string Sentence)
{
    internal static FinalPicks Of(IReadOnlyList<SubmissionRow> rows, LeaderboardTracking tracking, MetricDirection direction, Func<string, string> pathOf)
    {
        SubmissionRow[] candidates = [.. rows.Where(row => row.LocalScore is not null)];
        string basis = rows.Count(row => row.PublicScore is not null) < 2
            ? $"by the local score only: {rows.Count(row => row.PublicScore is not null)} scored submissions, at least 2 are needed to see whether it tracks the public one"
            : tracking.State switch
            {
                TrackingState.Tracks => "by the local score, which tracks the public one",
                TrackingState.Contradicts => "by the local score, which the public one contradicts: " + tracking.Sentence,
                _ => "by the local score; " + tracking.Sentence,
            };
        if (candidates.Length == 0)
        {
            return new FinalPicks([], "not checked: no submission has a local score");
        }

        SubmissionRow best = direction == MetricDirection.Higher ? candidates.MaxBy(row => row.LocalScore)! : candidates.MinBy(row => row.LocalScore)!;
        var picks = new List<FinalPick> { new(best.Id, best.Recipe, $"the best local score, {Text(best.LocalScore!.Value)}") };

        // Strong means: not worse than the best by more than the interval of the best shows.
        SubmissionRow[] strong = [.. candidates.Where(row => row.Id != best.Id && IsStrong(row, best, direction))];
        SubmissionRow[] blends = [.. strong.Where(row => row.IsEnsemble)];
        SubmissionRow[] pool = blends.Length > 0 ? blends : strong;
        if (pool.Length > 0)
        {
            (SubmissionRow row, double difference) = pool.Select(row => (Row: row, Difference: DifferenceOf(pathOf(best.File), pathOf(row.File)))).MaxBy(pair => pair.Difference);
            picks.Add(new FinalPick(
                row.Id,
                row.Recipe,
                $"the most different {(row.IsEnsemble ? "strong blend" : "strong submission; there is no blend")}: local score {Text(row.LocalScore!.Value)}, {Numbers.Percent(difference)} of its answers differ from {best.Id}"));
        }

        return new FinalPicks(picks, basis);
    }

    private static bool IsStrong(SubmissionRow row, SubmissionRow best, MetricDirection direction)
    {
        double distance = direction == MetricDirection.Higher ? best.LocalScore!.Value - row.LocalScore!.Value : row.LocalScore!.Value - best.LocalScore!.Value;
        return distance <= (best.LocalInterval?.Width ?? 0) / 2;
    }

    /// <summary>The share of answers that differ: words and whole numbers by equality, other numbers by their rank distance.</summary>
    private static double DifferenceOf(string first, string second)
    {
        IReadOnlyList<string>[] a = Answers(first);
        IReadOnlyList<string>[] b = Answers(second);
        int rows = Math.Min(a.Length, b.Length);
        double[] x = Numbered(a, rows);
        double[] y = Numbered(b, rows);
        bool areNumbers = x.Concat(y).All(double.IsFinite) && x.Concat(y).Any(value => value != Math.Floor(value));
        if (!areNumbers)
        {
            return (double)Enumerable.Range(0, rows).Count(row => !a[row].SequenceEqual(b[row])) / Math.Max(1, rows);
        }

        double[] ranksX = Ranking.Ranks(x);
        double[] ranksY = Ranking.Ranks(y);
        return Enumerable.Range(0, rows).Sum(row => Math.Abs(ranksX[row] - ranksY[row])) / Math.Max(1.0, rows) / Math.Max(1, rows - 1);
    }

    private static IReadOnlyList<string>[] Answers(string path) =>
        [.. SubmissionTable.Parse(SubmissionTable.ReadBytes(path, "the file of a submission")).Rows.OrderBy(row => row[0], StringComparer.Ordinal).Select(row => row.Skip(1).ToArray())];

    private static double[] Numbered(IReadOnlyList<string>[] answers, int rows) =>
        [.. answers.Take(rows).Select(row => SubmissionSample.TryNumber(row[0], out double value) ? value : double.NaN)];

    private static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
