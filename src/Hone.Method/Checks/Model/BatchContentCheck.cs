namespace Hone.Method;

/// <summary>
/// Asks whether a batch holds what a model can learn from (M32): finite values that are not all zero and not all equal, items that differ from
/// each other, classes in range and more than one of them. error for each that fails.
/// </summary>
/// <param name="probe">The batch.</param>
public sealed class BatchContentCheck(ModelProbe probe) : Check
{
    /// <inheritdoc/>
    public override string Id => "batch/content";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        ReadOnlySpan<float> values = probe.InputValues;
        int rowLength = values.Length / probe.Count;
        AddNotFinite(findings, values, rowLength);
        AddConstant(findings, values);
        AddEqualItems(findings, values, rowLength);
        AddTargets(findings);
        (float low, float high, double mean) = Range(values);
        string what = $"{probe.InputShape}, values {low:0.00} to {high:0.00}, mean {mean:0.00}, {probe.Targets.ToArray().Distinct().Count()} classes (n = {probe.Count})";
        return CheckResult.Of(Id, what, findings);
    }

    private static (float Low, float High, double Mean) Range(ReadOnlySpan<float> values)
    {
        float low = float.PositiveInfinity;
        float high = float.NegativeInfinity;
        double sum = 0;
        foreach (float value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            sum += value;
        }

        return (low, high, sum / values.Length);
    }

    private void AddNotFinite(List<Finding> findings, ReadOnlySpan<float> values, int rowLength)
    {
        int count = 0;
        int first = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                count++;
                first = first < 0 ? i : first;
            }
        }

        if (count > 0)
        {
            Add(
                findings,
                "batch/not-finite",
                $"{count} of {values.Length} values are NaN or infinite",
                $"first {values[first]} in item {probe.ItemIds[first / rowLength]}",
                "0 values",
                "look at that item, then at what divides or takes a logarithm on the way to the batch",
                "one NaN in the input turns every weight into NaN");
        }
    }

    private void AddConstant(List<Finding> findings, ReadOnlySpan<float> values)
    {
        if (values.Length > 1 && !values.ContainsAnyExcept(values[0]))
        {
            Add(
                findings,
                "batch/constant",
                $"all {values.Length} values are {values[0]}",
                probe.InputShape.ToString(),
                "at least two different values",
                "look at one decoded item; then at the normalization",
                "there is nothing to learn from");
        }
    }

    private void AddEqualItems(List<Finding> findings, ReadOnlySpan<float> values, int rowLength)
    {
        ReadOnlySpan<float> first = values[..rowLength];
        for (int item = 1; item < probe.Count; item++)
        {
            if (!values.Slice(item * rowLength, rowLength).SequenceEqual(first))
            {
                return;
            }
        }

        if (probe.Count > 1)
        {
            Add(
                findings,
                "batch/equal-items",
                $"all {probe.Count} items are equal",
                string.Join(", ", probe.ItemIds.Take(3)),
                "at least two different items",
                "look at the getter of the input: it may ignore the item",
                "a model that sees one picture learns the class shares");
        }
    }

    private void AddTargets(List<Finding> findings)
    {
        long[] targets = probe.Targets.ToArray();
        int outside = targets.Count(target => target < 0 || target >= probe.ClassCount);
        if (outside > 0)
        {
            Add(
                findings,
                "batch/labels",
                $"{outside} of {targets.Length} classes lie outside 0 to {probe.ClassCount - 1}",
                $"item {probe.ItemIds[Array.FindIndex(targets, target => target < 0 || target >= probe.ClassCount)]}",
                "0 items",
                "compare the vocabulary with the model's number of outputs",
                "a class without an output cannot be learned");
        }
        else if (targets.Length > 1 && targets.Distinct().Count() == 1)
        {
            Add(
                findings,
                "batch/one-class",
                $"all {targets.Length} items are of class {targets[0]}",
                string.Join(", ", probe.ItemIds.Take(3)),
                "at least two classes in a batch",
                "shuffle the training part",
                "batches of one class pull the weights to and fro");
        }
    }

    private void Add(List<Finding> findings, string id, string what, string evidence, string threshold, string howToFix, string why) => findings.Add(new Finding
    {
        Id = id,
        Severity = Severity.Error,
        What = what,
        Evidence = evidence,
        N = probe.Count,
        Threshold = threshold,
        HowToFix = howToFix,
        Why = why,
    });
}
