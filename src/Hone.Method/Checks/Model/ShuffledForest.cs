namespace Hone.Method;

/// <summary>The forest baseline over the features of checked data: for data that have no recipe yet.</summary>
internal sealed class ShuffledForest(PartIndex? parts, CheckTarget? target, Func<IReadOnlyList<CheckFeature>> features, ulong seed) : ShuffledTraining
{
    private readonly Lazy<(int[] Train, int[] Valid)> _items = new(() => (Known(parts!.Train, target!, seed), Known(parts.Valid, target!, seed)));
    private readonly Lazy<IReadOnlyList<CheckFeature>> _features = new(features);

    public override string? Missing
    {
        get
        {
            if (target is null)
            {
                return "no labels";
            }

            if (parts is null || parts.Train.Length == 0 || parts.Valid.Length == 0)
            {
                return "no training and validation part";
            }

            return _features.Value.Count == 0 ? "no features" : null;
        }
    }

    public override TrainingLabels Labels
    {
        get
        {
            int[] train = _items.Value.Train;
            return new TrainingLabels(
                [.. train.Select(item => target!.IsClasses ? target.Codes[item] : target.Numbers[item])],
                1,
                target!.IsClasses,
                [.. train.Select(item => item.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        }
    }

    public override ConstantAnswer Answer(int[] sources, CancellationToken cancellationToken)
    {
        (int[] train, int[] valid) = _items.Value;
        TrainingLabels labels = Labels;
        double[] scores = ForestScore.PerItem(_features.Value, Shuffled(train, sources), train, valid, seed, cancellationToken);
        if (target!.IsClasses)
        {
            return ConstantAnswer.OfScores("accuracy", scores, [.. valid.Select(item => target.Codes[item] == labels.Majority ? 1.0 : 0)]);
        }

        double[] sorted = [.. labels.Values.Order()];
        double median = sorted[sorted.Length / 2];
        return ConstantAnswer.OfErrors("absolute error", [.. scores.Select(score => -score)], [.. valid.Select(item => Math.Abs(target.Numbers[item] - median))]);
    }

    private CheckTarget Shuffled(int[] train, int[] sources)
    {
        if (target!.IsClasses)
        {
            int[] codes = [.. target.Codes];
            for (int i = 0; i < train.Length; i++)
            {
                codes[train[i]] = target.Codes[train[sources[i]]];
            }

            return CheckTarget.OfCodes(target.Name, target.Classes, codes);
        }

        double[] numbers = [.. target.Numbers];
        for (int i = 0; i < train.Length; i++)
        {
            numbers[train[i]] = target.Numbers[train[sources[i]]];
        }

        return CheckTarget.OfNumbers(target.Name, numbers);
    }

    private static int[] Known(int[] items, CheckTarget target, ulong seed)
    {
        int[] known = target.Known(items);
        return known.Length <= SplitDamage.MostItems
            ? known
            : [.. known.OrderBy(item => CounterRandom.Mix(seed ^ (ulong)item)).Take(SplitDamage.MostItems).Order()];
    }
}
