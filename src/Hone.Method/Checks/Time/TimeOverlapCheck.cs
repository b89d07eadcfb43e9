namespace Hone.Method;

/// <summary>
/// Asks whether a split by time keeps its word: no validation or test row earlier than the last training row (error at one), and a gap of at least the horizon
/// and the longest window of the features (error below).
/// </summary>
/// <param name="table">The table.</param>
internal sealed class TimeOverlapCheck(CheckedTable table) : Check
{
    /// <inheritdoc/>
    public override string Id => "split/time";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (table.Options.TimeColumn is not { } column)
        {
            return CheckResult.NotChecked(Id, "no time is declared; undeclared ones are looked for by leak/time");
        }

        if (PartIndex.MissingTwo(table.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        if (table.Settings.Nature != SplitNature.Time)
        {
            return CheckResult.NotChecked(Id, "the split is not declared to be by time; what a random one costs is measured by leak/time");
        }

        double[] time = table.Feature(column).Values;
        var findings = new List<Finding>();
        foreach ((Part first, Part second) in PartIndex.Pairs)
        {
            int[] early = Known(time, table.PartIndex!.Of(first));
            int[] late = Known(time, table.PartIndex.Of(second));
            if (early.Length > 0 && late.Length > 0)
            {
                Compare(findings, time, early, late, first, second);
            }
        }

        return CheckResult.Of(Id, $"no row of a later part before the end of an earlier one, by column {column} (n = {time.Length})", findings);
    }

    private static int[] Known(double[] time, int[] rows) => rows.Where(row => !double.IsNaN(time[row])).ToArray();

    private void Compare(List<Finding> findings, double[] time, int[] early, int[] late, Part first, Part second)
    {
        double end = early.Max(row => time[row]);
        double start = late.Min(row => time[row]);
        string one = SplitFingerprint.WordOf(first);
        string other = SplitFingerprint.WordOf(second);
        int[] before = late.Where(row => time[row] <= end).ToArray();
        string column = table.Options.TimeColumn!;
        if (before.Length > 0)
        {
            findings.Add(new Finding
            {
                Id = $"{Id}-overlap-{one}-{other}",
                Severity = Severity.Error,
                What = $"{before.Length} of {late.Length} {other} rows are not later than the last {one} row ({Shown(early.MaxBy(row => time[row]))})",
                Evidence = string.Join(", ", before.OrderBy(row => time[row]).Take(3).Select(row => $"{table.Ids[row]} at {Shown(row)}")),
                N = early.Length + late.Length,
                Threshold = "0 rows",
                HowToFix = $"split by time on column {column}: everything after a date is {other}",
                Why = "a model that has seen the future predicts the past well, and nothing else",
            });
            return;
        }

        double needed = Math.Max(table.Options.Horizon, table.Options.LongestWindow);
        if (start - end < needed)
        {
            findings.Add(new Finding
            {
                Id = $"{Id}-gap-{one}-{other}",
                Severity = Severity.Error,
                What = $"the gap between {one} and {other} is {CheckText.Number(start - end)}, the horizon is {CheckText.Number(table.Options.Horizon)} and the longest window {CheckText.Number(table.Options.LongestWindow)}",
                Evidence = $"{one} ends at {Shown(early.MaxBy(row => time[row]))}, {other} begins at {Shown(late.MinBy(row => time[row]))}",
                N = early.Length + late.Length,
                Threshold = $"a gap of {CheckText.Number(needed)}",
                HowToFix = $"leave out the rows of {one} in the last {CheckText.Number(needed)} before {other} begins",
                Why = "features that look back from the first validation rows still see training targets, and in use the newest targets are not known yet",
            });
        }
    }

    private string Shown(int row) => table.Frame[table.Options.TimeColumn!].TextAt(row) ?? "?";
}
