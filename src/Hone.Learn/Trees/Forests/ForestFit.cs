namespace Hone.Learn;

/// <summary>Grows single trees, random forests and extra trees.</summary>
internal static class ForestFit
{
    private const string Stream = "forest";

    /// <summary>One tree over all rows.</summary>
    public static Tree Single(TreeData data, double[] targets, int outputs, DecisionTreeOptions options, TreeFitOptions? fit)
    {
        RequireRules(options.MaxDepth, options.MinSamplesSplit, options.MinSamplesLeaf);
        var work = new TreeWork(fit);
        double[] weights = TreeTargets.Weights(data.Rows, fit?.Weights);
        int features = options.MaxFeatures.Of(data.Columns);
        var rules = new GrowthRules(outputs, options.Criterion, options.MaxDepth ?? int.MaxValue, options.MinSamplesSplit, options.MinSamplesLeaf, features, RandomThresholds: false);
        Tree tree = new TreeGrower(Rank(data, work), rules).Grow(targets, weights, new RandomStream(options.Seed, Stream), work.CancellationToken);
        fit?.Progress?.Report(new TreeProgress(1, 1));
        return tree;
    }

    /// <summary>Many trees, each from a random stream of its own.</summary>
    /// <returns>The forest, and what out-of-bag predictions say when they were asked for: [rows, outputs].</returns>
    public static (TreeEnsemble Forest, double[]? OutOfBag) Grow(TreeData data, double[] targets, int outputs, ForestOptions options, bool isExtra, TreeFitOptions? fit)
    {
        RequireRules(options.MaxDepth, options.MinSamplesSplit, options.MinSamplesLeaf);
        bool bootstrap = options.Bootstrap ?? !isExtra;
        RequireForest(options, bootstrap);
        var work = new TreeWork(fit);
        double[] weights = TreeTargets.Weights(data.Rows, fit?.Weights);
        MaxFeatures features = options.MaxFeatures ?? (outputs > 1 ? MaxFeatures.Sqrt : MaxFeatures.All);
        var rules = new GrowthRules(outputs, options.Criterion, options.MaxDepth ?? int.MaxValue, options.MinSamplesSplit, options.MinSamplesLeaf, features.Of(data.Columns), isExtra);
        RankedColumn[] columns = Rank(data, work);

        var trees = new Tree[options.Trees];
        byte[][] seen = new byte[options.OobScore ? options.Trees : 0][];
        var root = new RandomStream(options.Seed, Stream);
        int done = 0;
        work.For(trees.Length, () => new Worker(new TreeGrower(columns, rules), new double[data.Rows]), (t, worker) =>
        {
            RandomStream random = root.Split(t);
            double[] drawn = weights;
            if (bootstrap)
            {
                drawn = worker.Weights;
                Draw(weights, options.MaxSamples, random, drawn);
            }

            trees[t] = worker.Grower.Grow(targets, drawn, random, work.CancellationToken);
            if (seen.Length > 0)
            {
                seen[t] = Bits(drawn, weights);
            }

            fit?.Progress?.Report(new TreeProgress(Interlocked.Increment(ref done), trees.Length));
        });

        var forest = new TreeEnsemble(trees, outputs, new double[outputs], 1.0 / trees.Length);
        return (forest, options.OobScore ? OutOfBag(data, trees, seen, outputs, work) : null);
    }

    private sealed record Worker(TreeGrower Grower, double[] Weights);

    private static RankedColumn[] Rank(TreeData data, TreeWork work)
    {
        var columns = new RankedColumn[data.Columns];
        work.For(columns.Length, c => columns[c] = RankedColumn.Create(data.Values(c)));
        return columns;
    }

    /// <summary>Each row's weight times how often it is drawn.</summary>
    private static void Draw(double[] weights, double fraction, RandomStream random, double[] drawn)
    {
        int rows = weights.Length;
        int draws = Math.Max(1, (int)Math.Round(rows * fraction));
        Array.Clear(drawn);
        double sum = 0;

        // Rows of weight 0 can be drawn too; a sample of nothing else would leave no row to grow from.
        while (sum == 0)
        {
            for (int i = 0; i < draws; i++)
            {
                int row = random.NextInt(rows);
                drawn[row] += weights[row];
                sum += weights[row];
            }
        }
    }

    /// <summary>One bit per row that a tree saw, or that has no weight and counts nowhere.</summary>
    private static byte[] Bits(double[] drawn, double[] weights)
    {
        var bits = new byte[(drawn.Length + 7) / 8];
        for (int row = 0; row < drawn.Length; row++)
        {
            if (drawn[row] > 0 || weights[row] == 0)
            {
                bits[row >> 3] |= (byte)(1 << (row & 7));
            }
        }

        return bits;
    }

    /// <summary>The mean over trees that did not see a row, added in the order of the trees; NaN where there is none.</summary>
    private static double[] OutOfBag(TreeData data, Tree[] trees, byte[][] seen, int outputs, TreeWork work)
    {
        const int ChunkRows = 256;
        var means = new double[data.Rows * outputs];
        work.For((data.Rows + ChunkRows - 1) / ChunkRows, chunk =>
        {
            var row = new float[data.Columns];
            int end = Math.Min(data.Rows, (chunk + 1) * ChunkRows);
            for (int r = chunk * ChunkRows; r < end; r++)
            {
                data.CopyRows(r, 1, row);
                Span<double> sum = means.AsSpan(r * outputs, outputs);
                int count = 0;
                for (int t = 0; t < trees.Length; t++)
                {
                    if ((seen[t][r >> 3] >> (r & 7) & 1) != 0)
                    {
                        continue;
                    }

                    ReadOnlySpan<double> leaf = trees[t].Values.AsSpan(trees[t].FindLeaf(row) * outputs, outputs);
                    for (int k = 0; k < leaf.Length; k++)
                    {
                        sum[k] += leaf[k];
                    }

                    count++;
                }

                foreach (ref double value in sum)
                {
                    value = count == 0 ? double.NaN : value / count;
                }
            }
        });
        return means;
    }

    private static void RequireRules(int? maxDepth, int minSamplesSplit, int minSamplesLeaf)
    {
        Require(maxDepth is null or >= 1, "A depth of at least 1, or null for no limit.", maxDepth ?? 0, "MaxDepth");
        Require(minSamplesSplit >= 2, "At least 2 rows in a node that is split.", minSamplesSplit, "MinSamplesSplit");
        Require(minSamplesLeaf >= 1, "At least 1 row in a leaf.", minSamplesLeaf, "MinSamplesLeaf");
    }

    private static void RequireForest(ForestOptions options, bool bootstrap)
    {
        Require(options.Trees >= 1, "At least one tree.", options.Trees, "ForestOptions.Trees");
        Require(options.MaxSamples is > 0 and <= 1, "A fraction of the rows above 0 and at most 1.", options.MaxSamples, "ForestOptions.MaxSamples");
        if (!bootstrap && (options.OobScore || options.MaxSamples != 1))
        {
            throw new HoneException(
                "A bootstrap where OobScore or MaxSamples is used: without one every tree sees every row.",
                $"Bootstrap {(options.Bootstrap is null ? "null, which is off for extra trees" : "false")}, OobScore {options.OobScore}, MaxSamples {options.MaxSamples}",
                "ForestOptions",
                "set Bootstrap to true");
        }
    }

    private static void Require(bool holds, string expected, double got, string where)
    {
        if (!holds)
        {
            throw new HoneException(expected, FormattableString.Invariant($"{got}"), where, "leave it at its default");
        }
    }
}
