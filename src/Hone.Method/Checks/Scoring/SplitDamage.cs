namespace Hone.Method;

/// <summary>By how much a score is inflated: the forest baseline under the present split, and under one that keeps groups (or the order of time) apart.</summary>
/// <param name="Present">The score under the present split.</param>
/// <param name="Honest">The score under the other one.</param>
/// <param name="StandardError">The standard error of the difference.</param>
/// <param name="N">The validation items of both scores.</param>
/// <param name="Unit">What the scores are.</param>
internal sealed record SplitDamage(double Present, double Honest, double StandardError, int N, string Unit)
{
    /// <summary>Larger problems are sampled by whole groups.</summary>
    public const int MostItems = 20_000;

    private const int MostFolds = 5;
    private const int Stretches = 4;

    public double Drop => Present - Honest;

    public override string ToString() =>
        $"a forest scores {CheckText.Number(Math.Abs(Present))} under this split and {CheckText.Number(Math.Abs(Honest))} under the other ({Unit}, difference {CheckText.Number(Drop)} ± {CheckText.Number(2 * StandardError)}, n = {N})";

    /// <summary>Scores both ways of splitting.</summary>
    /// <param name="features">What the forest sees; not the group itself.</param>
    /// <param name="target">The target.</param>
    /// <param name="parts">The present split.</param>
    /// <param name="group">The group of each item; -1 for none, and such items are left out.</param>
    /// <param name="seed">The seed of sample, folds and forests.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static SplitDamage OfGroups(
        IReadOnlyList<CheckFeature> features, CheckTarget target, PartIndex parts, int[] group, ulong seed, CancellationToken cancellationToken)
    {
        int[] train = Usable(parts.Train, target, group);
        int[] valid = Usable(parts.Valid, target, group);
        (train, valid) = SampleGroups(train, valid, group, seed);
        double[] present = ForestScore.PerItem(features, target, train, valid, seed, cancellationToken);
        (double presentMean, double presentError) = ForestScore.Clustered(present, Array.ConvertAll(valid, item => group[item]));

        // Folds of whole groups, about as large as the validation part, so that both forests learn from as many items.
        int[] all = [.. train, .. valid];
        int folds = Math.Clamp((int)Math.Round((double)all.Length / Math.Max(valid.Length, 1)), 2, 10);
        int[] foldOf = DealGroups(all, group, folds, seed);
        var scores = new List<double>();
        var scoreGroups = new List<int>();
        for (int fold = 0; fold < Math.Min(folds, MostFolds); fold++)
        {
            int[] learn = all.Where((_, i) => foldOf[i] != fold).ToArray();
            int[] held = all.Where((_, i) => foldOf[i] == fold).ToArray();
            if (learn.Length > 0 && held.Length > 0)
            {
                scores.AddRange(ForestScore.PerItem(features, target, learn, held, seed, cancellationToken));
                scoreGroups.AddRange(held.Select(item => group[item]));
            }
        }

        (double honestMean, double honestError) = ForestScore.Clustered([.. scores], [.. scoreGroups]);
        double error = Math.Sqrt((presentError * presentError) + (honestError * honestError));
        return new SplitDamage(presentMean, honestMean, error, valid.Length + scores.Count, UnitOf(target));
    }

    /// <summary>Scores the present split and one that learns from the past and is scored on what comes after.</summary>
    /// <param name="features">What the forest sees, time included: a model that knows the time can look up its neighbors.</param>
    /// <param name="target">The target.</param>
    /// <param name="parts">The present split.</param>
    /// <param name="time">The time of each item; NaN for none, and such items are left out.</param>
    /// <param name="seed">The seed of the forests.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static SplitDamage OfTime(
        IReadOnlyList<CheckFeature> features, CheckTarget target, PartIndex parts, double[] time, ulong seed, CancellationToken cancellationToken)
    {
        int[] items = parts.Train.Concat(parts.Valid).Where(item => target.IsKnown(item) && !double.IsNaN(time[item])).OrderBy(item => time[item]).ThenBy(item => item).ToArray();

        // The newest items: a sample with gaps would have lost the neighbors that this is about.
        items = items.Length > MostItems ? items[^MostItems..] : items;
        int[] train = items.Where(item => parts.Parts[item] == Part.Train).ToArray();
        int[] valid = items.Where(item => parts.Parts[item] == Part.Valid).ToArray();
        double[] present = ForestScore.PerItem(features, target, train, valid, seed, cancellationToken);

        // Blocks of neighbors stand and fall together; a hundred of them are enough for a standard error.
        int[] block = new int[time.Length];
        for (int place = 0; place < items.Length; place++)
        {
            block[items[place]] = (int)((long)place * 100 / items.Length);
        }

        (double presentMean, double presentError) = ForestScore.Clustered(present, Array.ConvertAll(valid, item => block[item]));

        // Four times from the middle on: learn from everything before, score what comes next. One stretch of the future alone may be easy or hard by chance.
        int[] future = items[(items.Length / 2)..];
        var honest = new List<double>(future.Length);
        for (int step = 0; step < Stretches; step++)
        {
            int start = (items.Length / 2) + (int)((long)future.Length * step / Stretches);
            int end = (items.Length / 2) + (int)((long)future.Length * (step + 1) / Stretches);
            honest.AddRange(ForestScore.PerItem(features, target, items[..start], items[start..end], seed, cancellationToken));
        }

        (double honestMean, double honestError) = ForestScore.Clustered([.. honest], Array.ConvertAll(future, item => block[item]));
        double error = Math.Sqrt((presentError * presentError) + (honestError * honestError));
        return new SplitDamage(presentMean, honestMean, error, valid.Length + future.Length, UnitOf(target));
    }

    private static string UnitOf(CheckTarget target) => target.IsClasses ? "accuracy" : "mean absolute error";

    private static int[] Usable(int[] items, CheckTarget target, int[] group) => items.Where(item => target.IsKnown(item) && group[item] >= 0).ToArray();

    private static (int[] Train, int[] Valid) SampleGroups(int[] train, int[] valid, int[] group, ulong seed)
    {
        if (train.Length + valid.Length <= MostItems)
        {
            return (train, valid);
        }

        Dictionary<int, int> sizes = train.Concat(valid).CountBy(item => group[item]).ToDictionary();
        var kept = new HashSet<int>();
        int total = 0;
        foreach (int number in sizes.Keys.OrderBy(number => CounterRandom.Mix(seed ^ (ulong)number)))
        {
            if (total + sizes[number] <= MostItems || kept.Count == 0)
            {
                kept.Add(number);
                total += sizes[number];
            }
        }

        return (train.Where(item => kept.Contains(group[item])).ToArray(), valid.Where(item => kept.Contains(group[item])).ToArray());
    }

    /// <summary>Whole groups to the emptiest fold, the largest groups first.</summary>
    private static int[] DealGroups(int[] items, int[] group, int folds, ulong seed)
    {
        var filled = new int[folds];
        var foldOf = new Dictionary<int, int>();
        foreach ((int number, int size) in items.CountBy(item => group[item]).OrderByDescending(pair => pair.Value).ThenBy(pair => CounterRandom.Mix(seed ^ (ulong)pair.Key)))
        {
            int emptiest = Array.IndexOf(filled, filled.Min());
            foldOf[number] = emptiest;
            filled[emptiest] += size;
        }

        return Array.ConvertAll(items, item => foldOf[group[item]]);
    }
}
