namespace Hone.Method;

/// <summary>
/// Finds labels that a model doubts with good reason, from out-of-fold probabilities alone: a model that has seen an item agrees with its label, right or wrong.
/// </summary>
/// <remarks>Source: Northcutt, Jiang and Chuang, "Confident learning", 2021: confident joint, pruning by noise rate.</remarks>
public sealed record ConfidentLearning
{
    /// <summary>Items by given label (row) and likely label (column), counted where a probability reaches the mean self-confidence of its class: <c>[classes][classes]</c>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfidentJoint { get; init; }

    /// <summary>The items whose labels are probably wrong, the most doubtful first (by p(given) - the largest other p).</summary>
    public required IReadOnlyList<int> Issues { get; init; }

    /// <summary>How many items had probabilities and a label.</summary>
    public required int N { get; init; }

    /// <summary>Finds the issues.</summary>
    /// <param name="probabilities">Out-of-fold probabilities, <c>[items, classes]</c> row by row; rows of NaN are left out.</param>
    /// <param name="labels">The given class of each item, -1 for none.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="StatisticsException">The counts do not fit together, or a label is outside the classes.</exception>
    public static ConfidentLearning Find(IReadOnlyList<double> probabilities, IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(labels);
        if (classes < 2 || probabilities.Count != labels.Count * (long)classes || labels.Any(label => label < -1 || label >= classes))
        {
            throw new StatisticsException(
                ExitCode.BadInput,
                "one probability for each class of each item, at least 2 classes, labels inside them",
                $"{probabilities.Count} probabilities, {labels.Count} labels, {classes} classes",
                "confident learning",
                "give the out-of-fold probabilities of all items in their order");
        }

        int[] items = Enumerable.Range(0, labels.Count).Where(item => labels[item] >= 0 && !double.IsNaN(probabilities[item * classes])).ToArray();

        // 1. The threshold of a class: how sure the model is of it where it is given.
        double[] thresholds = new double[classes];
        int[] given = new int[classes];
        foreach (int item in items)
        {
            thresholds[labels[item]] += probabilities[(item * classes) + labels[item]];
            given[labels[item]]++;
        }

        for (int k = 0; k < classes; k++)
        {
            thresholds[k] = given[k] == 0 ? double.PositiveInfinity : thresholds[k] / given[k];
        }

        // 2. The confident joint: each item counts for the most probable class that reaches its threshold.
        int[][] joint = Enumerable.Range(0, classes).Select(_ => new int[classes]).ToArray();
        foreach (int item in items)
        {
            int likely = -1;
            for (int k = 0; k < classes; k++)
            {
                double p = probabilities[(item * classes) + k];
                likely = p >= thresholds[k] && (likely < 0 || p > probabilities[(item * classes) + likely]) ? k : likely;
            }

            if (likely >= 0)
            {
                joint[labels[item]][likely]++;
            }
        }

        return new ConfidentLearning { ConfidentJoint = joint, Issues = Prune(probabilities, labels, classes, items, joint, given), N = items.Length };
    }

    /// <summary>3. From each class as many items go as its row of the joint, scaled to the items of the class, has in another column; those with the largest margin first.</summary>
    private static int[] Prune(IReadOnlyList<double> probabilities, IReadOnlyList<int> labels, int classes, int[] items, int[][] joint, int[] given)
    {
        var issues = new HashSet<int>();
        for (int from = 0; from < classes; from++)
        {
            int row = joint[from].Sum();
            int[] members = items.Where(item => labels[item] == from).ToArray();
            for (int to = 0; to < classes && row > 0; to++)
            {
                if (to == from)
                {
                    continue;
                }

                int count = (int)Math.Round((double)joint[from][to] * given[from] / row);
                issues.UnionWith(members
                    .OrderByDescending(item => probabilities[(item * classes) + to] - probabilities[(item * classes) + from])
                    .Take(Math.Min(count, members.Length - 1))
                    .Where(item => probabilities[(item * classes) + to] > probabilities[(item * classes) + from]));
            }
        }

        return issues.OrderBy(item => Margin(probabilities, labels[item], classes, item)).ThenBy(item => item).ToArray();
    }

    private static double Margin(IReadOnlyList<double> probabilities, int label, int classes, int item)
    {
        double other = Enumerable.Range(0, classes).Where(k => k != label).Max(k => probabilities[(item * classes) + k]);
        return probabilities[(item * classes) + label] - other;
    }
}
