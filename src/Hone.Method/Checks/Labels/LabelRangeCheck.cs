namespace Hone.Method;

/// <summary>Asks whether every label is the number of a class: error for a label below 0 or at least the number of classes.</summary>
/// <param name="labels">The label of each item.</param>
/// <param name="classCount">The number of classes.</param>
public sealed class LabelRangeCheck(IReadOnlyList<int> labels, int classCount) : Check
{
    /// <inheritdoc/>
    public override string Id => "data/label-range";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (labels.Count == 0)
        {
            return CheckResult.NotChecked(Id, "0 labels");
        }

        int[] wrong = Enumerable.Range(0, labels.Count).Where(item => labels[item] < 0 || labels[item] >= classCount).ToArray();
        if (wrong.Length == 0)
        {
            return CheckResult.Pass(Id, $"labels from {labels.Min()} to {labels.Max()} for {classCount} classes (n = {labels.Count})");
        }

        bool offByOne = labels.Min() == 1 && labels.Max() == classCount;
        return CheckResult.Of(Id, "", [new Finding
        {
            Id = "data/label-range",
            Severity = Severity.Error,
            What = $"{wrong.Length} of {labels.Count} labels are outside 0 to {classCount - 1}: they go from {labels.Min()} to {labels.Max()}",
            Evidence = string.Join(", ", wrong.Take(3).Select(item => $"item {item} has label {labels[item]}")),
            N = labels.Count,
            Threshold = $"0 to {classCount - 1}",
            HowToFix = offByOne ? "subtract 1: the labels count from 1" : "correct the labels or the list of classes",
            Why = "a label outside the classes crashes the loss or trains another class",
        }]);
    }
}
