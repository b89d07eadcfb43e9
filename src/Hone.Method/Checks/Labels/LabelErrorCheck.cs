namespace Hone.Method;

/// <summary>Names labels that are probably wrong, by confident learning on out-of-fold probabilities: warn, with the noise of each pair of classes.</summary>
/// <param name="target">The target; null where there is none.</param>
/// <param name="outOfFold">The probabilities; null where there are none yet.</param>
/// <param name="ids">The id of each item.</param>
internal sealed class LabelErrorCheck(CheckTarget? target, IReadOnlyList<double>? outOfFold, IReadOnlyList<string> ids) : Check
{
    /// <inheritdoc/>
    public override string Id => "data/label-errors";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (target is not { IsClasses: true } || target.Classes.Count < 2)
        {
            return CheckResult.NotChecked(Id, "no target with two classes or more");
        }

        if (outOfFold is null)
        {
            return CheckResult.NotChecked(Id, "no out-of-fold probabilities: train with folds first; a model that saw the labels would agree with them");
        }

        ConfidentLearning found = ConfidentLearning.Find(outOfFold, target.Codes, target.Classes.Count);
        if (found.Issues.Count == 0)
        {
            return CheckResult.Pass(Id, $"no label is doubted with confidence (n = {found.N})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Warn,
            What = $"{found.Issues.Count} of {found.N} labels ({Numbers.Percent((double)found.Issues.Count / Math.Max(found.N, 1))}) are probably wrong; {Noise(found)}",
            Evidence = string.Join(", ", found.Issues.Take(3).Select(item => $"{ids[item]} ({target.TextOf(item)})")),
            N = found.N,
            Threshold = "a probability above the mean self-confidence of another class",
            HowToFix = "look at the most doubtful first and correct those that are wrong",
            Why = "wrong labels teach the wrong thing and make good models look bad",
        }]);
    }

    private string Noise(ConfidentLearning found)
    {
        IEnumerable<(int From, int To, int Count)> pairs =
            from row in Enumerable.Range(0, target!.Classes.Count)
            from column in Enumerable.Range(0, target.Classes.Count)
            where row != column && found.ConfidentJoint[row][column] > 0
            orderby found.ConfidentJoint[row][column] descending
            select (row, column, found.ConfidentJoint[row][column]);
        return string.Join(", ", pairs.Take(3).Select(pair => $"{pair.Count} '{target.Classes[pair.From]}' look like '{target.Classes[pair.To]}'"));
    }
}
