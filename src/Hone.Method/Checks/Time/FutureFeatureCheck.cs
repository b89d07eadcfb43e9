namespace Hone.Method;

/// <summary>Asks whether a column of dates lies after the time at which its row is predicted: error at one row, because that was not known then.</summary>
/// <param name="table">The table.</param>
internal sealed class FutureFeatureCheck(CheckedTable table) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/future";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (table.Options.TimeColumn is not { } column || table.Frame[column].Kind != Hone.Learn.Data.ColumnKind.Date)
        {
            return CheckResult.NotChecked(Id, "no date is declared as the time of a row");
        }

        if (table.Dates.Count == 0)
        {
            return CheckResult.NotChecked(Id, "no other columns of dates");
        }

        double[] time = table.Feature(column).Values;
        var findings = new List<Finding>();
        foreach (string name in table.Dates)
        {
            double[] values = table.Feature(name).Values;
            int[] later = Enumerable.Range(0, time.Length).Where(row => values[row] > time[row]).ToArray();
            if (later.Length > 0)
            {
                findings.Add(new Finding
                {
                    Id = Id,
                    Severity = Severity.Error,
                    What = $"'{name}' is later than '{column}' in {later.Length} of {time.Length} rows",
                    Evidence = string.Join(", ", later.Take(3).Select(row => $"{table.Ids[row]}: {table.Frame[name].TextAt(row)} after {table.Frame[column].TextAt(row)}")),
                    N = time.Length,
                    Threshold = "0 rows",
                    HowToFix = $"leave '{name}' out, or keep only what was known at '{column}'",
                    Why = "what happens after the moment of prediction is not known at that moment",
                });
            }
        }

        return CheckResult.Of(Id, $"{table.Dates.Count} columns of dates, none later than '{column}' (n = {time.Length})", findings);
    }
}
