using Hone.Learn;

namespace Hone.Method;

/// <summary>The forest baseline, scored item by item: what a model would claim under a way of splitting.</summary>
internal static class ForestScore
{
    private const int Trees = 50;

    /// <summary>Fits on some items and scores others: 1 for a right class, 0 for a wrong one; minus the absolute error for a number. Higher is better.</summary>
    public static double[] PerItem(
        IReadOnlyList<CheckFeature> features, CheckTarget target, int[] train, int[] valid, ulong seed, CancellationToken cancellationToken)
    {
        TreeData trainData = DataOf(features, train);
        TreeData validData = DataOf(features, valid);
        var fit = new TreeFitOptions { CancellationToken = cancellationToken };
        if (!target.IsClasses)
        {
            double[] numbers = Array.ConvertAll(train, item => target.Numbers[item]);
            var forest = RandomForestRegressor.Fit(trainData, numbers, new() { Trees = Trees, MinSamplesLeaf = 3, MaxFeatures = MaxFeatures.Fraction(0.5), Seed = (long)seed }, fit);
            double[] predicted = forest.Predict(validData);
            return valid.Select((item, i) => -Math.Abs(predicted[i] - target.Numbers[item])).ToArray();
        }

        int[] labels = Array.ConvertAll(train, item => target.Codes[item]);
        if (labels.Distinct().Count() < 2)
        {
            // One class only: every model says it.
            return Array.ConvertAll(valid, item => target.Codes[item] == labels[0] ? 1.0 : 0);
        }

        var classifier = RandomForestClassifier.Fit(trainData, labels, new() { Trees = Trees, MinSamplesLeaf = 2, Seed = (long)seed }, fit);
        int[] classes = classifier.Predict(validData);
        return valid.Select((item, i) => classes[i] == target.Codes[item] ? 1.0 : 0).ToArray();
    }

    public static TreeData DataOf(IReadOnlyList<CheckFeature> features, int[] items) =>
        TreeData.FromColumns(features.Select(feature => feature.Floats(items)).ToArray(), new() { Names = features.Select(feature => feature.Name).ToArray() });

    /// <summary>The mean and its standard error when items of one group stand and fall together: SE² = Σ over groups (Σ (s - mean))² / n².</summary>
    public static (double Mean, double StandardError) Clustered(double[] scores, int[] groups)
    {
        double mean = scores.Average();
        var sums = new Dictionary<int, double>();
        for (int i = 0; i < scores.Length; i++)
        {
            sums[groups[i]] = sums.GetValueOrDefault(groups[i]) + scores[i] - mean;
        }

        return (mean, Math.Sqrt(sums.Values.Sum(sum => sum * sum)) / scores.Length);
    }
}
