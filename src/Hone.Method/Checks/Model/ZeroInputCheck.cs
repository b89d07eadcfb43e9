using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// Asks whether a trained model uses its input (M22): with inputs of zeros, and with the inputs of other items, its validation losses must be clearly larger.
/// error when a paired 95% interval cannot tell them apart.
/// </summary>
/// <param name="learner">A trained learner.</param>
/// <param name="options">Resamples, seed and confidence of the paired bootstrap.</param>
public sealed class ZeroInputCheck(Learner learner, BootstrapOptions? options = null) : Check
{
    /// <inheritdoc/>
    public override string Id => "model/zero-input";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        DataLoader valid = learner.Data.Valid.InOrder();
        if (valid.Dataset.Target is null || valid.Dataset.Count < 2)
        {
            return CheckResult.NotChecked(Id, $"{valid.Dataset.Count} validation items, {(valid.Dataset.Target is null ? "without labels" : "two are needed")}");
        }

        double[] plain = Losses(valid, [], cancellationToken);
        var findings = new List<Finding>();
        double zeroed = Compare(findings, "zeros", plain, Losses(valid, [new ReplacedInput(shuffle: false)], cancellationToken));
        double shuffled = Compare(findings, "the inputs of other items", plain, Losses(valid, [new ReplacedInput(shuffle: true)], cancellationToken));
        return CheckResult.Of(Id, $"mean loss {plain.Average():0.000}, {zeroed:0.000} with zeros, {shuffled:0.000} with the inputs of other items (n = {plain.Length})", findings);
    }

    private double[] Losses(DataLoader valid, BatchTransform[] more, CancellationToken cancellationToken)
    {
        var loader = new DataLoader(valid.Dataset, valid.Options with { Transforms = [.. valid.Options.Transforms, .. more] });
        return [.. learner.GetPreds(loader, cancellationToken).Losses!.Select(loss => (double)loss)];
    }

    private double Compare(List<Finding> findings, string word, double[] plain, double[] other)
    {
        PairedDifference difference = Bootstrap.Paired(plain, other, MetricDirection.Lower, options);
        if (difference.Verdict != Verdict.Better)
        {
            findings.Add(new Finding
            {
                Id = "model/ignores-input",
                Severity = Severity.Error,
                What = $"the model ignores its input: its mean validation loss is {plain.Average():0.000}, and {other.Average():0.000} with {word}",
                Evidence = $"difference {difference.Difference:0.0000} {difference.Interval}",
                N = plain.Length,
                Threshold = "an interval below 0",
                HowToFix = "look at one batch just before the net, and at what the first layer does with it",
                Why = "a score that stands without the input comes from the class shares",
            });
        }

        return other.Average();
    }

    /// <summary>Takes what the model would see away from it, after all other transforms.</summary>
    private sealed class ReplacedInput(bool shuffle) : BatchTransform
    {
        public override int Order => int.MaxValue;

        public override bool TrainOnly => false;

        public override void Apply(Batch batch, BatchRandom random)
        {
            foreach (BatchPart part in batch.InputParts)
            {
                // Half the batch around: next to nobody keeps an input of its own class.
                int[] order = [.. Enumerable.Range(0, batch.Count).Select(row => (row + Math.Max(1, batch.Count / 2)) % batch.Count)];
                part.Memory.CopyFrom(shuffle ? TensorCopy.Rows(part.Memory, order) : TensorCopy.Zeros(part.Memory));
            }
        }
    }
}
