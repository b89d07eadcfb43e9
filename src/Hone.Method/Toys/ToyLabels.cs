namespace Hone.Method;

/// <summary>Labels with a known share of wrong ones: that share is what no model can get right.</summary>
internal static class ToyLabels
{
    /// <summary>As many items of each class as fit, in random order, and for exactly a share of them another class.</summary>
    /// <param name="items">How many items.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="wrong">The share of wrong labels.</param>
    /// <param name="random">Decides order and mistakes.</param>
    public static (int[] Truth, int[] Labels) Of(int items, int classes, double wrong, RandomStream random)
    {
        int[] truth = Array.ConvertAll(random.Permutation(items), place => place % classes);
        int[] labels = [.. truth];
        foreach (int item in random.Permutation(items)[..(int)Math.Round(wrong * items)])
        {
            labels[item] = (truth[item] + 1 + random.NextInt(classes - 1)) % classes;
        }

        return (truth, labels);
    }
}
