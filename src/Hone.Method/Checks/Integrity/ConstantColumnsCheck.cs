namespace Hone.Method;

/// <summary>Names columns with one value only, missing or not: warn, because they teach nothing and often come from a join that failed.</summary>
/// <param name="table">The table.</param>
internal sealed class ConstantColumnsCheck(CheckedTable table) : Check
{
    /// <inheritdoc/>
    public override string Id => "data/constant-columns";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        string[] constant = table.FeatureNames.Where(name => IsConstant(table.Feature(name).Values)).ToArray();
        if (table.Ids.Count < 2 || table.FeatureNames.Count == 0)
        {
            return CheckResult.NotChecked(Id, $"{table.Ids.Count} rows and {table.FeatureNames.Count} features");
        }

        if (constant.Length == 0)
        {
            return CheckResult.Pass(Id, $"{table.FeatureNames.Count} columns, all of them vary (n = {table.Ids.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Warn,
            What = $"{constant.Length} of {table.FeatureNames.Count} columns have one value in all {table.Ids.Count} rows",
            Evidence = string.Join(", ", constant.Take(3).Select(name => $"{name} = {table.Frame[name].TextAt(0) ?? "missing"}")),
            N = table.Ids.Count,
            Threshold = "2 values",
            HowToFix = "leave them out, and look at where they come from",
            Why = "a column that never changes tells nothing; often a join or an export went wrong",
        }]);
    }

    private static bool IsConstant(double[] values)
    {
        long first = BitConverter.DoubleToInt64Bits(values[0] + 0.0);
        return Array.TrueForAll(values, value => BitConverter.DoubleToInt64Bits(value + 0.0) == first || (double.IsNaN(value) && double.IsNaN(values[0])));
    }
}
