namespace Hone.Method;

/// <summary>
/// Ways to give every training item the label of another one. A shuffle may happen to give the items of a class the class they have a little more often than the others; a model that sees nothing but such groups
/// then answers rightly by luck. The mirror image of the same shuffle turns that luck into its opposite, and leaves a leak as it is.
/// </summary>
internal static class LabelShuffle
{
    /// <summary>For each training item the training item whose label it gets, at random.</summary>
    public static int[] Of(TrainingLabels labels, ulong seed) =>
        new IdHash(seed, "shuffled labels").Shuffle(Enumerable.Range(0, labels.Ids.Count), labels.Ids);

    /// <summary>The mirror image: each class becomes the next one, each number the one as far from the other end.</summary>
    public static int[] Mirror(TrainingLabels labels, int[] sources)
    {
        int[] order = [.. Enumerable.Range(0, labels.Ids.Count).OrderBy(item => Key(labels, item))];
        var opposite = new int[order.Length];
        if (!labels.AreClasses)
        {
            for (int place = 0; place < order.Length; place++)
            {
                opposite[order[place]] = order[order.Length - 1 - place];
            }

            return Array.ConvertAll(sources, source => opposite[source]);
        }

        double[] classes = [.. labels.Values.Distinct().Order()];
        int[] firstOf = [.. classes.Select(number => Array.IndexOf(labels.Values, number))];
        return Array.ConvertAll(sources, source => firstOf[(Array.BinarySearch(classes, labels.Values[source]) + 1) % classes.Length]);
    }

    private static double Key(TrainingLabels labels, int item) => labels.Values.AsSpan(item * labels.Width, labels.Width).ToArray().Average();
}
