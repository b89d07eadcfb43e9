namespace Hone.Method;

/// <summary>
/// Asks whether a batch holds what a model can learn from (M32): finite values that are not all zero and not all equal, items that differ from
/// each other, classes in range and more than one of them. error for each that fails; warn for inputs that are not normalized: a mean beyond 3, or a
/// deviation above 5 or below 0.02, of a whole channel or column.
/// </summary>
/// <param name="probe">The batch.</param>
public sealed class BatchContentCheck(ModelProbe probe) : Check
{
    // Whole channels: a single extreme value is the business of the data checks. 0 to 1 without normalization passes, 0 to 255 does not.
    private const double LargestMean = 3;
    private const double LargestDeviation = 5;
    private const double SmallestDeviation = 0.02;

    /// <inheritdoc/>
    public override string Id => "batch/content";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        ReadOnlySpan<float> values = probe.InputValues;
        string range = "whole numbers";
        if (values.Length > 0)
        {
            int rowLength = values.Length / probe.Count;
            AddNotFinite(findings, values, rowLength);
            AddConstant(findings, values);
            AddEqualItems(findings, values, rowLength);
            AddNotNormalized(findings, values, rowLength);
            (float low, float high, double mean) = Range(values);
            range = $"values {low:0.00} to {high:0.00}, mean {mean:0.00}";
        }

        AddTargets(findings);
        string targets = probe.HasOneClassAnItem ? $"{probe.Targets.ToArray().Distinct().Count()} classes" : $"targets {probe.Target().DType} {probe.Target().Shape}";
        return CheckResult.Of(Id, $"{probe.InputShape}, {range}, {targets} (n = {probe.Count})", findings);
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

    /// <summary>Looks at each channel of pictures [batch, channels, ...] and at each column of a table [batch, columns].</summary>
    private void AddNotNormalized(List<Finding> findings, ReadOnlySpan<float> values, int rowLength)
    {
        if (probe.InputShape.Rank < 2 || findings.Exists(finding => finding.Id == "batch/not-finite"))
        {
            return;
        }

        int channels = probe.InputShape[1];
        int places = rowLength / Math.Max(1, channels);
        var off = new List<(int Channel, double Mean, double Deviation)>();
        for (int channel = 0; channel < channels; channel++)
        {
            (double mean, double deviation) = Moments(values, rowLength, channel * places, places);
            bool constant = deviation == 0;
            if (!constant && (Math.Abs(mean) > LargestMean || deviation is > LargestDeviation or < SmallestDeviation))
            {
                off.Add((channel, mean, deviation));
            }
        }

        if (off.Count > 0)
        {
            string word = probe.InputShape.Rank > 2 ? "channel" : "column";
            findings.Add(new Finding
            {
                Id = "batch/not-normalized",
                Severity = Severity.Warn,
                What = $"{off.Count} of {channels} {word}s are not normalized",
                Evidence = string.Join("; ", off.Take(3).Select(each => $"{word} {each.Channel}: mean {each.Mean:0.##}, deviation {each.Deviation:0.###}")),
                N = probe.Count,
                Threshold = $"mean within ±{LargestMean}, deviation {SmallestDeviation} to {LargestDeviation}",
                HowToFix = "add Normalize to the transforms; its numbers come from the training part alone",
                Why = "first weights are made for inputs around 0 with deviation 1; others start far from where learning works",
            });
        }
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<float> values, int rowLength, int start, int length)
    {
        int rows = values.Length / rowLength;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < rows; row++)
        {
            foreach (float value in values.Slice((row * rowLength) + start, length))
            {
                sum += value;
                squares += (double)value * value;
            }
        }

        double n = (double)rows * length;
        double mean = sum / n;
        return (mean, Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean))));
    }

    private void AddTargets(List<Finding> findings)
    {
        if (!probe.HasOneClassAnItem)
        {
            return;
        }

        long[] targets = probe.Targets.ToArray();
        int outside = targets.Count(target => target < 0 || target >= probe.ClassCount);
        if (outside > 0)
        {
            bool offByOne = targets.Min() == 1 && targets.Max() == probe.ClassCount;
            Add(
                findings,
                "batch/labels",
                $"{outside} of {targets.Length} classes lie outside 0 to {probe.ClassCount - 1}: they go from {targets.Min()} to {targets.Max()}",
                $"item {probe.ItemIds[Array.FindIndex(targets, target => target < 0 || target >= probe.ClassCount)]}",
                "0 items",
                offByOne ? "subtract 1: the labels count from 1" : "compare the vocabulary with the model's number of outputs",
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
