namespace Hone.Method;

/// <summary>
/// Asks whether every class is in the training and the validation part with enough items, and whether both have the same shares.
/// error: a class is absent from train or from valid. warn: the rarest class has less than 0.1 / K of the training items, a class has
/// fewer than 30 validation items, or the shares differ with Cramér's V above 0.1.
/// </summary>
/// <param name="classes">The names of the classes.</param>
/// <param name="trainLabels">The number of the class of each training item.</param>
/// <param name="validLabels">The number of the class of each validation item.</param>
public sealed class ClassBalanceCheck(IReadOnlyList<string> classes, IReadOnlyList<int> trainLabels, IReadOnlyList<int> validLabels) : Check
{
    private const double RarestShare = 0.1;
    private const int FewestValid = 30;
    private const double LargestCramersV = 0.1;

    /// <inheritdoc/>
    public override string Id => "data/balance";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (classes.Count < 2)
        {
            return CheckResult.NotChecked(Id, $"{classes.Count} classes: balance needs at least 2");
        }

        if (trainLabels.Count == 0 || validLabels.Count == 0)
        {
            return CheckResult.NotChecked(Id, $"{trainLabels.Count} training and {validLabels.Count} validation labels: both parts are needed");
        }

        int outside = trainLabels.Concat(validLabels).Count(label => label < 0 || label >= classes.Count);
        if (outside > 0)
        {
            return CheckResult.NotChecked(Id, $"{outside} labels outside 0 to {classes.Count - 1}: they are no classes");
        }

        int[] train = Count(trainLabels);
        int[] valid = Count(validLabels);
        var findings = new List<Finding>();
        AddAbsent(findings, train, "training", trainLabels.Count);
        AddAbsent(findings, valid, "validation", validLabels.Count);
        AddRare(findings, train);
        AddFew(findings, valid);
        AddShift(findings, train, valid);
        int n = trainLabels.Count + validLabels.Count;
        return CheckResult.Of(Id, $"{classes.Count} classes balanced over {trainLabels.Count} training and {validLabels.Count} validation items (n = {n})", findings);
    }

    private int[] Count(IReadOnlyList<int> labels)
    {
        int[] counts = new int[classes.Count];
        foreach (int label in labels)
        {
            counts[label]++;
        }

        return counts;
    }

    private void AddAbsent(List<Finding> findings, int[] counts, string part, int n)
    {
        string[] absent = classes.Where((_, i) => counts[i] == 0).ToArray();
        if (absent.Length > 0)
        {
            findings.Add(new Finding
            {
                Id = "data/class-absent",
                Severity = Severity.Error,
                What = $"{absent.Length} of {classes.Count} classes have no item in the {part} part",
                Evidence = string.Join(", ", absent.Take(3)),
                N = n,
                Threshold = "1 item",
                HowToFix = "split stratified by class",
                Why = "a class that was never seen cannot be learned, and one that is not validated has no score",
            });
        }
    }

    private void AddRare(List<Finding> findings, int[] train)
    {
        double limit = RarestShare / classes.Count;
        int rarest = Enumerable.Range(0, train.Length).Where(i => train[i] > 0).MinBy(i => train[i]);
        int most = Enumerable.Range(0, train.Length).MaxBy(i => train[i]);
        double share = (double)train[rarest] / trainLabels.Count;
        if (share < limit)
        {
            findings.Add(new Finding
            {
                Id = "data/class-rare",
                Severity = Severity.Warn,
                What = $"class '{classes[rarest]}' has {train[rarest]} of {trainLabels.Count} training items ({Numbers.Percent(share)})",
                Evidence = $"the largest class '{classes[most]}' has {train[most]}: always saying it scores {Numbers.Percent((double)train[most] / trainLabels.Count)} accuracy",
                N = trainLabels.Count,
                Threshold = $"0.1 / K = {Numbers.Percent(limit)}",
                HowToFix = "collect more of it or weight the classes, and do not trust accuracy: beat the majority baseline",
                Why = "a model can ignore a rare class and still score well",
            });
        }
    }

    private void AddFew(List<Finding> findings, int[] valid)
    {
        string[] few = classes.Where((_, i) => valid[i] > 0 && valid[i] < FewestValid).ToArray();
        if (few.Length > 0)
        {
            int smallest = valid.Where(count => count > 0).Min();
            findings.Add(new Finding
            {
                Id = "data/class-few-valid",
                Severity = Severity.Warn,
                What = $"{few.Length} of {classes.Count} classes have fewer than {FewestValid} validation items, the smallest {smallest}",
                Evidence = string.Join(", ", few.Take(3)),
                N = validLabels.Count,
                Threshold = $"{FewestValid} items",
                HowToFix = "use a larger validation part; scores of these classes are not checked",
                Why = "a score on so few items moves by many points from chance alone",
            });
        }
    }

    private void AddShift(List<Finding> findings, int[] train, int[] valid)
    {
        double v = CramersV(train, valid);
        if (v > LargestCramersV)
        {
            int moved = Enumerable.Range(0, train.Length).MaxBy(i => Math.Abs(((double)train[i] / trainLabels.Count) - ((double)valid[i] / validLabels.Count)));
            findings.Add(new Finding
            {
                Id = "data/class-shift",
                Severity = Severity.Warn,
                What = $"the class shares of train and valid differ: Cramér's V = {Numbers.Plain(Math.Round(v, 3))}",
                Evidence = $"class '{classes[moved]}' is {Numbers.Percent((double)train[moved] / trainLabels.Count)} of train and {Numbers.Percent((double)valid[moved] / validLabels.Count)} of valid",
                N = trainLabels.Count + validLabels.Count,
                Threshold = "V = 0.1",
                HowToFix = "split stratified by class, unless the shift is what you will meet in use",
                Why = "the validation score then measures another mixture than the one trained on",
            });
        }
    }

    /// <summary>√(χ² / n) of the 2 x K table of counts; 0 for equal shares, 1 for parts that share no class.</summary>
    internal static double CramersV(int[] train, int[] valid)
    {
        double n = train.Sum() + valid.Sum();
        double chiSquare = 0;
        for (int i = 0; i < train.Length; i++)
        {
            double both = train[i] + valid[i];
            if (both > 0)
            {
                double expectedTrain = both * train.Sum() / n;
                double expectedValid = both * valid.Sum() / n;
                chiSquare += (train[i] - expectedTrain) * (train[i] - expectedTrain) / expectedTrain;
                chiSquare += (valid[i] - expectedValid) * (valid[i] - expectedValid) / expectedValid;
            }
        }

        return Math.Sqrt(chiSquare / n);
    }
}
