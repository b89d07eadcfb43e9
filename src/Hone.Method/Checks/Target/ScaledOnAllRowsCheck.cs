using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// Asks whether columns of a split table were standardized over all rows: mean 0 and standard deviation 1 over everything, and not over
/// the training rows. error: chance does not give a mean of 0 to six digits.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class ScaledOnAllRowsCheck(CheckedTable table) : Check
{
    private const double Exact = 1e-6;

    /// <inheritdoc/>
    public override string Id => "leak/scaling";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.Missing(table.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        string[] columns = table.FeatureNames.Where(name => table.Frame[name].Kind == ColumnKind.Number).ToArray();
        if (columns.Length == 0)
        {
            return CheckResult.NotChecked(Id, "no columns of fractions, which scaling would give");
        }

        string[] scaled = columns.Where(name => IsStandardizedOverAll(table.Feature(name).Values)).ToArray();
        if (scaled.Length == 0)
        {
            return CheckResult.Pass(Id, $"{columns.Length} columns of fractions, none standardized over all rows (n = {table.Ids.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"{scaled.Length} of {columns.Length} columns have mean 0 and standard deviation 1 over all rows and not over the training rows: the scaler saw validation and test",
            Evidence = CheckText.First(scaled),
            N = table.Ids.Count,
            Threshold = "mean and deviation within 0.000001",
            HowToFix = "fit scalers, encoders, vocabularies and imputers on training rows only, after the split",
            Why = "statistics of validation and test rows tell the model about rows that it must not know",
        }]);
    }

    private bool IsStandardizedOverAll(double[] values)
    {
        int[] all = Enumerable.Range(0, values.Length).ToArray();
        return IsStandardized(values, all) && !IsStandardized(values, table.PartIndex!.Train);
    }

    // Both conventions of the standard deviation are in use: over n and over n - 1.
    private static bool IsStandardized(double[] values, int[] rows)
    {
        double[] known = rows.Select(row => values[row]).Where(value => !double.IsNaN(value)).ToArray();
        if (known.Length < 3)
        {
            return false;
        }

        double mean = known.Average();
        double squares = known.Sum(value => (value - mean) * (value - mean));
        bool isUnit = Math.Abs(Math.Sqrt(squares / known.Length) - 1) < Exact || Math.Abs(Math.Sqrt(squares / (known.Length - 1)) - 1) < Exact;
        return Math.Abs(mean) < Exact && isUnit;
    }
}
