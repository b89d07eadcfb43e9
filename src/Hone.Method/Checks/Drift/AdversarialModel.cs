using Hone.Learn;

namespace Hone.Method;

/// <summary>A model that tries to tell two parts apart, scored on items that it did not see.</summary>
/// <param name="Auc">The area under the ROC curve of five folds: 0.5 when the parts look alike.</param>
/// <param name="FirstScores">How much each sampled item of the first part looks like the second, 0 to 1.</param>
/// <param name="FirstItems">The sampled items of the first part.</param>
/// <param name="SecondCount">How many items of the second part were sampled.</param>
/// <param name="Importances">How much the splits on each feature lowered the loss, adding up to 1.</param>
internal sealed record AdversarialModel(double Auc, double[] FirstScores, int[] FirstItems, int SecondCount, double[] Importances)
{
    private const int MostItems = 10_000;

    // The smaller part decides how exact the area is: more than twice its items on the other side cost time and tell nothing.
    private const int FewestToDropFrom = 1_000;

    private const int Folds = 5;
    private const int Rounds = 50;
    private const int Depth = 2;
    private const int MostCategories = 255;

    /// <summary>The area above which chance is no explanation: max(least, 0.5 + 3 SE), with the standard error of an area that means nothing.</summary>
    public double Limit(double least) => Math.Max(least, 0.5 + (3 * RankAuc.NullStandardError(FirstItems.Length, SecondCount)));

    public static AdversarialModel Run(IReadOnlyList<CheckFeature> features, int[] first, int[] second, ulong seed, CancellationToken cancellationToken)
    {
        int most = Math.Min(MostItems, Math.Max(FewestToDropFrom, 2 * Math.Min(first.Length, second.Length)));
        int[] ones = CheckFolds.Sample(first, most, seed);
        int[] others = CheckFolds.Sample(second, most, seed + 1);
        int[] items = [.. ones, .. others];
        int[] labels = items.Select((_, i) => i < ones.Length ? 0 : 1).ToArray();
        int[] categorical = Enumerable.Range(0, features.Count)
            .Where(f => features[f].IsCategorical && items.All(item => double.IsNaN(features[f].Values[item]) || features[f].Values[item] < MostCategories))
            .ToArray();
        TreeData data = TreeData.FromColumns(
            features.Select(feature => feature.Floats(items)).ToArray(),
            new() { Names = features.Select(feature => feature.Name).ToArray(), Categorical = categorical });
        int[] folds = FoldsOf(ones.Length, others.Length, seed);
        var scores = new double[items.Length];
        var importances = new double[features.Count];
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] learn = Enumerable.Range(0, items.Length).Where(i => folds[i] != fold).ToArray();
            int[] held = Enumerable.Range(0, items.Length).Where(i => folds[i] == fold).ToArray();
            var options = new HistGradientBoostingOptions
            {
                MaxIterations = Rounds,
                MaxDepth = Depth,
                MinSamplesLeaf = Math.Clamp(items.Length / 50, 5, 20),
                EarlyStopping = EarlyStoppingMode.Off,
                Seed = (long)seed,
            };
            var model = HistGradientBoostingClassifier.Fit(data.Take(learn), Array.ConvertAll(learn, i => labels[i]), options, new() { CancellationToken = cancellationToken });
            double[] probabilities = model.PredictProbabilities(data.Take(held));
            for (int i = 0; i < held.Length; i++)
            {
                scores[held[i]] = probabilities[(2 * i) + 1];
            }

            for (int f = 0; f < importances.Length; f++)
            {
                importances[f] += model.FeatureImportances[f] / Folds;
            }
        }

        double auc = RankAuc.Of(scores, Array.ConvertAll(labels, label => label == 1));
        return new AdversarialModel(auc, scores[..ones.Length], ones, others.Length, importances);
    }

    private static int[] FoldsOf(int first, int second, ulong seed)
    {
        int[] folds = new int[first + second];
        var random = new Random((int)CounterRandom.Mix(seed ^ 0xAD));
        int[] ones = Enumerable.Range(0, first).ToArray();
        int[] others = Enumerable.Range(first, second).ToArray();
        random.Shuffle(ones);
        random.Shuffle(others);
        for (int i = 0; i < first; i++)
        {
            folds[ones[i]] = i % Folds;
        }

        for (int i = 0; i < second; i++)
        {
            folds[others[i]] = i % Folds;
        }

        return folds;
    }
}
