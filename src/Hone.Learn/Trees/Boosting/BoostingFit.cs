namespace Hone.Learn;

/// <summary>The rounds of boosting: derivatives of the loss, a tree that follows them, new predictions.</summary>
internal static class BoostingFit
{
    private const int PartRows = 8192;
    private const int RowsForEarlyStopping = 10_000;

    /// <summary>Boosts.</summary>
    /// <param name="data">Features.</param>
    /// <param name="targets">Numbers or class indices.</param>
    /// <param name="isClasses">Whether held out rows are drawn from each class alike.</param>
    /// <param name="loss">What is lowered.</param>
    /// <param name="options">How trees grow.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <returns>The trees, and the losses when early stopping was on.</returns>
    public static (TreeEnsemble Ensemble, BoostingHistory? History) Run(TreeData data, double[] targets, bool isClasses, BoostingLoss loss, HistGradientBoostingOptions options, TreeFitOptions? fit)
    {
        Monotonicity[] monotonic = Check(data, loss, options);
        var work = new TreeWork(fit);
        double[]? weights = fit?.Weights is null ? null : TreeTargets.Weights(data.Rows, fit.Weights);
        if (weights is not null && Array.Exists(weights, weight => weight == 0))
        {
            int[] kept = [.. Enumerable.Range(0, weights.Length).Where(row => weights[row] > 0)];
            data = data.Take(kept);
            targets = Take(targets, kept);
            weights = Take(weights, kept);
        }

        var random = new RandomStream(options.Seed, "boosting");
        bool stopsEarly = options.EarlyStopping == EarlyStoppingMode.On || (options.EarlyStopping == EarlyStoppingMode.Auto && data.Rows > RowsForEarlyStopping);
        int[] train = [];
        int[] held = [];
        if (stopsEarly)
        {
            (train, held) = HoldOut(targets, isClasses, options.ValidationFraction, random.Split(0));
        }

        TreeData seen = stopsEarly ? data.Take(train) : data;
        double[] seenTargets = stopsEarly ? Take(targets, train) : targets;
        double[]? seenWeights = stopsEarly && weights is not null ? Take(weights, train) : weights;
        var watched = stopsEarly ? new Watched(data.Take(held), Take(targets, held), weights is null ? null : Take(weights, held)) : null;

        BinMapper mapper = BinMapper.Fit(seen, options.MaxBins, random.Split(1), work);
        BinnedTable table = mapper.Map(seen, work);
        var rules = new BoostingRules(options.LearningRate, options.MaxLeafNodes ?? int.MaxValue, options.MaxDepth ?? int.MaxValue, options.MinSamplesLeaf, options.L2Regularization, monotonic);
        return Rounds(table, mapper, rules, seenTargets, seenWeights, watched, loss, options, fit, work);
    }

    /// <summary>Rows that are held out.</summary>
    private sealed record Watched(TreeData Data, double[] Targets, double[]? Weights);

    private static (TreeEnsemble Ensemble, BoostingHistory? History) Rounds(
        BinnedTable table,
        BinMapper mapper,
        BoostingRules rules,
        double[] targets,
        double[]? weights,
        Watched? watched,
        BoostingLoss loss,
        HistGradientBoostingOptions options,
        TreeFitOptions? fit,
        TreeWork work)
    {
        int rows = table.Rows;
        int outputs = loss.Outputs;
        double[] baseline = loss.Baseline(targets, weights);
        double[] raw = Start(baseline, rows);
        double[] watchedRaw = watched is null ? [] : Start(baseline, watched.Data.Rows);
        var derivatives = new Derivatives[outputs * rows];
        using var team = new TreeTeam(work);
        var grower = new BoostingGrower(table, mapper, rules, work, team);
        var trees = new List<Tree>();
        var trainLosses = new List<double>();
        var watchedLosses = new List<double>();
        if (watched is not null)
        {
            trainLosses.Add(loss.Mean(raw, targets, weights));
            watchedLosses.Add(loss.Mean(watchedRaw, watched.Targets, watched.Weights));
        }

        for (int round = 0; round < options.MaxIterations; round++)
        {
            work.CancellationToken.ThrowIfCancellationRequested();
            Derive(loss, raw, targets, weights, derivatives, team);
            for (int k = 0; k < outputs; k++)
            {
                Tree tree = grower.Grow(derivatives.AsMemory(k * rows, rows), raw.AsMemory(k * rows, rows));
                trees.Add(tree);
                if (watched is not null)
                {
                    AddPredictions(tree, watched.Data, watchedRaw.AsMemory(k * watched.Data.Rows, watched.Data.Rows), work);
                }
            }

            if (watched is not null)
            {
                trainLosses.Add(loss.Mean(raw, targets, weights));
                watchedLosses.Add(loss.Mean(watchedRaw, watched.Targets, watched.Weights));
                fit?.Progress?.Report(new TreeProgress(round + 1, options.MaxIterations, trainLosses[^1], watchedLosses[^1]));
                if (IsDone(watchedLosses, options))
                {
                    break;
                }
            }
            else
            {
                fit?.Progress?.Report(new TreeProgress(round + 1, options.MaxIterations));
            }
        }

        BoostingHistory? history = watched is null ? null : new BoostingHistory(trainLosses, watchedLosses, watched.Data.Rows);
        return (new TreeEnsemble([.. trees], outputs, baseline, 1), history);
    }

    private static double[] Start(double[] baseline, int rows)
    {
        var raw = new double[baseline.Length * rows];
        for (int k = 0; k < baseline.Length; k++)
        {
            raw.AsSpan(k * rows, rows).Fill(baseline[k]);
        }

        return raw;
    }

    private static void Derive(BoostingLoss loss, double[] raw, double[] targets, double[]? weights, Derivatives[] derivatives, TreeTeam team)
    {
        int rows = targets.Length;
        team.For((rows + PartRows - 1) / PartRows, part =>
        {
            int start = part * PartRows;
            int end = Math.Min(rows, start + PartRows);
            loss.Derive(raw, targets, start, end, derivatives);
            if (weights is null)
            {
                return;
            }

            for (int k = 0; k < loss.Outputs; k++)
            {
                for (int row = start; row < end; row++)
                {
                    ref Derivatives one = ref derivatives[(k * rows) + row];
                    one.Gradient *= (float)weights[row];
                    one.Hessian = (float)(one.Hessian * weights[row]);
                }
            }
        });
    }

    private static void AddPredictions(Tree tree, TreeData data, Memory<double> raw, TreeWork work)
    {
        int blockRows = RowBlock.RowsFor(data, work);
        work.For((data.Rows + blockRows - 1) / blockRows, block =>
        {
            int start = block * blockRows;
            using var rows = new RowBlock(data, start, Math.Min(blockRows, data.Rows - start));
            var leaves = new int[rows.Count];
            tree.FindLeaves(rows, leaves);
            Span<double> sums = raw.Span.Slice(start, rows.Count);
            for (int i = 0; i < leaves.Length; i++)
            {
                sums[i] += tree.Values[leaves[i]];
            }
        });
    }

    /// <summary>Whether none of the last rounds was better than the one before them.</summary>
    private static bool IsDone(List<double> losses, HistGradientBoostingOptions options)
    {
        int rounds = options.IterationsNoChange;
        if (losses.Count <= rounds)
        {
            return false;
        }

        double reference = losses[^(rounds + 1)] - options.Tolerance;
        return !losses.Skip(losses.Count - rounds).Any(loss => loss < reference);
    }

    /// <summary>Draws the rows to hold out, the same fraction of each class; both lists ascend.</summary>
    private static (int[] Train, int[] Held) HoldOut(double[] targets, bool isClasses, double fraction, RandomStream random)
    {
        int[] order = random.Permutation(targets.Length);
        var isHeld = new bool[targets.Length];
        foreach (IGrouping<int, int> group in order.GroupBy(row => isClasses ? (int)targets[row] : 0))
        {
            int[] rows = [.. group];
            foreach (int row in rows.AsSpan(0, (int)Math.Round(rows.Length * fraction)))
            {
                isHeld[row] = true;
            }
        }

        int[] held = [.. Enumerable.Range(0, targets.Length).Where(row => isHeld[row])];
        if (held.Length == 0)
        {
            throw new HoneDataException("Enough rows to hold some out for early stopping.", FormattableString.Invariant($"{targets.Length} rows, of which {fraction} are none"), "HistGradientBoostingOptions.ValidationFraction", "raise the fraction, or set EarlyStopping to Off");
        }

        return ([.. Enumerable.Range(0, targets.Length).Where(row => !isHeld[row])], held);
    }

    private static double[] Take(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);

    private static Monotonicity[] Check(TreeData data, BoostingLoss loss, HistGradientBoostingOptions options)
    {
        Require(options.LearningRate > 0, "A learning rate above 0.", options.LearningRate, nameof(options.LearningRate));
        Require(options.MaxIterations >= 1, "At least one round.", options.MaxIterations, nameof(options.MaxIterations));
        Require(options.MaxLeafNodes is null or >= 2, "At least 2 leaves, or null for no limit.", options.MaxLeafNodes ?? 0, nameof(options.MaxLeafNodes));
        Require(options.MaxDepth is null or >= 1, "A depth of at least 1, or null for no limit.", options.MaxDepth ?? 0, nameof(options.MaxDepth));
        Require(options.MinSamplesLeaf >= 1, "At least 1 row in a leaf.", options.MinSamplesLeaf, nameof(options.MinSamplesLeaf));
        Require(options.L2Regularization >= 0, "A regularization of at least 0.", options.L2Regularization, nameof(options.L2Regularization));
        Require(options.MaxBins is >= 2 and <= 255, "From 2 to 255 bins.", options.MaxBins, nameof(options.MaxBins));
        Require(options.ValidationFraction is > 0 and < 1, "A fraction above 0 and below 1.", options.ValidationFraction, nameof(options.ValidationFraction));
        Require(options.IterationsNoChange >= 1, "At least one round without a better loss.", options.IterationsNoChange, nameof(options.IterationsNoChange));
        Require(options.Tolerance >= 0, "A tolerance of at least 0.", options.Tolerance, nameof(options.Tolerance));
        if (options.Monotonic.Count == 0)
        {
            return new Monotonicity[data.Columns];
        }

        Monotonicity[] monotonic = [.. options.Monotonic];
        string where = $"HistGradientBoostingOptions.{nameof(options.Monotonic)}";
        if (monotonic.Length != data.Columns)
        {
            throw new HoneException($"One direction for each of {data.Columns} columns, or none at all.", $"{monotonic.Length} directions", where, "give Monotonicity.Free for columns without a constraint");
        }

        for (int c = 0; c < monotonic.Length; c++)
        {
            if (monotonic[c] != Monotonicity.Free && (data.IsCategorical(c) || loss.Outputs > 1))
            {
                throw new HoneException(
                    "Constraints on columns of numbers, with numbers or two classes to predict.",
                    loss.Outputs > 1 ? $"{monotonic[c]} with {loss.Outputs} classes" : $"{monotonic[c]} on a column of categories",
                    $"{where}, column \"{data.Names[c]}\"",
                    "set it to Monotonicity.Free");
            }
        }

        return monotonic;
    }

    private static void Require(bool holds, string expected, double got, string option)
    {
        if (!holds)
        {
            throw new HoneException(expected, FormattableString.Invariant($"{got}"), $"HistGradientBoostingOptions.{option}", "leave it at its default");
        }
    }
}
