namespace Hone.Method;

/// <summary>Samples and folds for scores inside checks.</summary>
internal static class CheckFolds
{
    public const int Count = 5;

    /// <summary>At most so many of the items, by chance, in their order.</summary>
    public static int[] Sample(int[] items, int most, ulong seed)
    {
        if (items.Length <= most)
        {
            return items;
        }

        int[] shuffled = (int[])items.Clone();
        new Random((int)CounterRandom.Mix(seed)).Shuffle(shuffled);
        int[] sample = shuffled[..most];
        Array.Sort(sample);
        return sample;
    }

    /// <summary>The folds of the project for some items where it has at least two; else five, each with the class shares of the whole.</summary>
    public static int[] Of(int[] items, CheckTarget target, CheckSettings settings)
    {
        if (settings.Folds is { } given)
        {
            int[] folds = Array.ConvertAll(items, item => given[item]);
            if (folds.Distinct().Count() >= 2)
            {
                return folds;
            }
        }

        int[] order = Enumerable.Range(0, items.Length).ToArray();
        new Random((int)CounterRandom.Mix(settings.Seed ^ 0xF01D)).Shuffle(order);
        int[] made = new int[items.Length];
        var next = new Dictionary<int, int>();
        foreach (int i in order)
        {
            // Dealt out class by class, so that no fold misses a class that has five items.
            int label = target.IsClasses ? target.Codes[items[i]] : 0;
            int place = next.GetValueOrDefault(label);
            made[i] = place % Count;
            next[label] = place + 1;
        }

        return made;
    }
}
