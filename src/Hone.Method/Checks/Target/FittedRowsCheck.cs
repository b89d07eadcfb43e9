namespace Hone.Method;

/// <summary>
/// Asks whether a statistic (a scaler, an encoder, a vocabulary, an imputer, a target encoding) saw training rows alone: error when it saw any other row.
/// </summary>
/// <param name="statistic">The name of the statistic, such as "scaler of price".</param>
/// <param name="split">The split.</param>
/// <param name="rowsSeen">The positions of the rows that it was fitted on.</param>
public sealed class FittedRowsCheck(string statistic, Split split, IReadOnlyList<int> rowsSeen) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/fitted-rows";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (rowsSeen.Count == 0)
        {
            return CheckResult.NotChecked(Id, $"{statistic} saw no rows");
        }

        int[] foreign = rowsSeen.Where(row => (uint)row >= (uint)split.Ids.Count || split.Parts[row] != Part.Train).ToArray();
        if (foreign.Length == 0)
        {
            return CheckResult.Pass(Id, $"{statistic} saw training rows alone (n = {rowsSeen.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"{statistic} was fitted on {foreign.Length} rows outside the training part, of {rowsSeen.Count} that it saw",
            Evidence = string.Join(", ", foreign.Take(3).Select(row => (uint)row < (uint)split.Ids.Count ? $"{split.Ids[row]} ({SplitFingerprint.WordOf(split.Parts[row])})" : $"row {row}, which does not exist")),
            N = rowsSeen.Count,
            Threshold = "0 rows",
            HowToFix = "fit it on the training rows, then apply it to the others",
            Why = "a statistic of validation rows lets the model see them before it is scored on them",
        }]);
    }
}
