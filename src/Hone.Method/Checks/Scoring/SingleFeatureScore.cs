using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// How well one feature alone predicts the target: the best of a tree of depth 3, the mean target of each value and, for numbers, a straight line, all scored
/// on folds that they did not see, as a gain over guessing on the project's metric. 0 is guessing, 1 is perfect.
/// </summary>
internal sealed class SingleFeatureScore
{
    private const int Depth = 3;
    private const int MinLeaf = 5;

    // A value that was seen once counts half as the mean of its target and half as the mean of all.
    private const double PriorWeight = 1;

    private readonly CheckTarget _target;
    private readonly int[] _items;
    private readonly int[][] _learn;
    private readonly int[][] _score;

    /// <summary>Prepares the folds.</summary>
    /// <param name="target">The target, known for all items.</param>
    /// <param name="items">The items to look at.</param>
    /// <param name="folds">The fold of each of them.</param>
    /// <param name="metric">What is measured.</param>
    public SingleFeatureScore(CheckTarget target, int[] items, int[] folds, GainMetric metric)
    {
        _target = target;
        _items = items;
        Metric = metric;
        int[] numbers = folds.Distinct().Order().ToArray();
        _learn = numbers.Select(fold => Enumerable.Range(0, items.Length).Where(i => folds[i] != fold).ToArray()).ToArray();
        _score = numbers.Select(fold => Enumerable.Range(0, items.Length).Where(i => folds[i] == fold).ToArray()).ToArray();
    }

    public GainMetric Metric { get; }

    public int Count => _items.Length;

    /// <summary>The gain of a feature.</summary>
    public double Gain(CheckFeature feature)
    {
        float[] values = feature.Floats(_items);
        return Gain(values);
    }

    /// <summary>The gains of the same values in random orders: what such a feature gives when it knows nothing.</summary>
    public double[] NullGains(CheckFeature feature, int shuffles, ulong seed)
    {
        float[] values = feature.Floats(_items);
        var gains = new double[shuffles];
        for (int shuffle = 0; shuffle < shuffles; shuffle++)
        {
            new Random((int)CounterRandom.Mix(seed + (ulong)shuffle)).Shuffle(values);
            gains[shuffle] = Gain(values);
        }

        return gains;
    }

    private double Gain(float[] values) => _target.IsClasses ? GainOfClasses(values) : GainOfNumbers(values);

    private double GainOfClasses(float[] values)
    {
        int classes = _target.Classes.Count;
        int[] labels = Array.ConvertAll(_items, item => _target.Codes[item]);
        double[] tree = new double[values.Length * classes];
        double[] mean = new double[values.Length * classes];
        double[] guess = new double[values.Length * classes];
        for (int fold = 0; fold < _learn.Length; fold++)
        {
            int[] learn = _learn[fold];
            double[] shares = new double[classes];
            foreach (int i in learn)
            {
                shares[labels[i]] += 1.0 / learn.Length;
            }

            double[]? predicted = TreeProbabilities(values, labels, learn, _score[fold], classes);
            Dictionary<float, double[]> counts = CountsOf(values, labels, learn, classes);
            for (int s = 0; s < _score[fold].Length; s++)
            {
                int at = _score[fold][s] * classes;
                shares.CopyTo(guess, at);
                (predicted is null ? shares : predicted.AsSpan(s * classes, classes)).CopyTo(tree.AsSpan(at));
                double[]? count = counts.GetValueOrDefault(values[_score[fold][s]]);
                double total = count?.Sum() ?? 0;
                for (int k = 0; k < classes; k++)
                {
                    mean[at + k] = ((count?[k] ?? 0) + (PriorWeight * shares[k])) / (total + PriorWeight);
                }
            }
        }

        return Math.Max(
            GainMetrics.OfProbabilities(Metric, tree, guess, labels, classes),
            GainMetrics.OfProbabilities(Metric, mean, guess, labels, classes));
    }

    private double GainOfNumbers(float[] values)
    {
        double[] targets = Array.ConvertAll(_items, item => _target.Numbers[item]);
        double[] tree = new double[values.Length];
        double[] mean = new double[values.Length];
        double[] line = new double[values.Length];
        double[] guess = new double[values.Length];
        for (int fold = 0; fold < _learn.Length; fold++)
        {
            int[] learn = _learn[fold];
            double[] learned = Array.ConvertAll(learn, i => targets[i]);
            double best = GainMetrics.GuessOf(Metric, learned);
            double average = learned.Average();
            var fit = DecisionTreeRegressor.Fit(DataOf(values, learn), learned, new() { MaxDepth = Depth, MinSamplesLeaf = MinLeaf });
            double[] predicted = fit.Predict(DataOf(values, _score[fold]));
            var sums = new Dictionary<float, (double Sum, double Count)>();
            foreach (int i in learn)
            {
                (double sum, double count) = sums.GetValueOrDefault(values[i]);
                sums[values[i]] = (sum + targets[i], count + 1);
            }

            (double slope, double intercept) = LineOf(values, targets, learn);
            for (int s = 0; s < _score[fold].Length; s++)
            {
                int at = _score[fold][s];
                line[at] = float.IsNaN(values[at]) ? best : intercept + (slope * values[at]);
                (double sum, double count) = sums.GetValueOrDefault(values[at]);
                guess[at] = best;
                tree[at] = predicted[s];
                mean[at] = (sum + (PriorWeight * average)) / (count + PriorWeight);
            }
        }

        double better = Math.Max(GainMetrics.OfNumbers(Metric, tree, guess, targets), GainMetrics.OfNumbers(Metric, mean, guess, targets));
        return Math.Max(better, GainMetrics.OfNumbers(Metric, line, guess, targets));
    }

    /// <summary>Least squares over the rows that have a value.</summary>
    private static (double Slope, double Intercept) LineOf(float[] values, double[] targets, int[] learn)
    {
        double meanX = 0;
        double meanY = 0;
        double xx = 0;
        double xy = 0;
        int n = 0;
        foreach (int i in learn)
        {
            if (!float.IsNaN(values[i]))
            {
                n++;
                double dx = values[i] - meanX;
                meanX += dx / n;
                meanY += (targets[i] - meanY) / n;
                xx += dx * (values[i] - meanX);
                xy += dx * (targets[i] - meanY);
            }
        }

        double slope = xx > 0 ? xy / xx : 0;
        return (slope, meanY - (slope * meanX));
    }

    /// <summary>Null where a fold has one class only, which no tree can learn from.</summary>
    private static double[]? TreeProbabilities(float[] values, int[] labels, int[] learn, int[] score, int classes)
    {
        int[] learned = Array.ConvertAll(learn, i => labels[i]);
        if (learned.Distinct().Count() < 2)
        {
            return null;
        }

        var fit = DecisionTreeClassifier.Fit(DataOf(values, learn), learned, new() { MaxDepth = Depth, MinSamplesLeaf = MinLeaf });
        return Widen(fit.PredictProbabilities(DataOf(values, score)), fit.Classes, classes);
    }

    /// <summary>The last classes may be missing from a fold: their probability is 0.</summary>
    internal static double[] Widen(double[] probabilities, int from, int to)
    {
        if (from == to)
        {
            return probabilities;
        }

        double[] wide = new double[probabilities.Length / from * to];
        for (int row = 0; row < probabilities.Length / from; row++)
        {
            probabilities.AsSpan(row * from, from).CopyTo(wide.AsSpan(row * to));
        }

        return wide;
    }

    private static Dictionary<float, double[]> CountsOf(float[] values, int[] labels, int[] learn, int classes)
    {
        var counts = new Dictionary<float, double[]>();
        foreach (int i in learn)
        {
            if (!counts.TryGetValue(values[i], out double[]? count))
            {
                count = new double[classes];
                counts.Add(values[i], count);
            }

            count[labels[i]]++;
        }

        return counts;
    }

    private static TreeData DataOf(float[] values, int[] rows) => TreeData.FromColumns([Array.ConvertAll(rows, row => values[row])]);
}
