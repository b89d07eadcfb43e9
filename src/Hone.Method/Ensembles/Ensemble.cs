namespace Hone.Method;

/// <summary>Combines models: how alike their errors are, what a blend of them is worth, and which weights it takes.</summary>
public static class Ensemble
{
    /// <summary>The tag of every run that an ensemble makes.</summary>
    public const string Tag = "ensemble";

    /// <summary>The error-correlation matrix of members with the gain that it predicts.</summary>
    /// <param name="members">The members.</param>
    /// <param name="metric">The metric; says whether errors are wrong classes or residuals.</param>
    /// <exception cref="MetricException">The predictions do not fit the metric.</exception>
    public static ErrorCorrelation Correlation(EnsembleMembers members, ScoreMetric metric)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(metric);
        return ErrorCorrelation.Of(members, metric);
    }

    /// <summary>Finds weights on all items of some members; score them on others with <see cref="BlendWeights.Score"/>.</summary>
    /// <param name="members">The members with the items to fit on.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="options">The method and its rounds.</param>
    /// <exception cref="EnsembleException">The method does not serve the metric, or is a stack, which is no set of weights.</exception>
    /// <exception cref="MetricException">The predictions do not fit the metric.</exception>
    public static BlendWeights Fit(EnsembleMembers members, ScoreMetric metric, BlendOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(metric);
        options ??= new BlendOptions();
        if (options.Method == BlendMethod.Stack)
        {
            throw new EnsembleException(ExitCode.Usage, "a method of weights: mean, geometric, rank, weighted, greedy", "stack", "Ensemble.Fit", "use Ensemble.Blend, which guards a stack");
        }

        Validate(members, metric, options);
        int[] rows = [.. Enumerable.Range(0, members.Ids.Count)];
        double[] weights = BlendFitting.Weights(members, metric, options.Method, options.Rounds, rows);
        IEnumerable<string> fittedOn = BlendFitting.FitsWeights(options.Method) ? members.Ids : [];
        return new BlendWeights(options.Method, [.. members.Members.Select(member => member.Name)], weights, fittedOn);
    }

    /// <summary>
    /// Blends members and scores the blend honestly: each fold by weights that were fitted on the other folds. The final weights are fitted on all items.
    /// A stack is kept only where it beats the greedy blend on the same folds.
    /// </summary>
    /// <param name="members">The members.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="options">The method, its rounds and its folds.</param>
    /// <param name="cancellationToken">Ends it between folds.</param>
    /// <exception cref="EnsembleException">The method does not serve the metric, or one fold would be fitted and scored on the same items.</exception>
    /// <exception cref="MetricException">The predictions do not fit the metric.</exception>
    public static BlendResult Blend(EnsembleMembers members, ScoreMetric metric, BlendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(metric);
        options ??= new BlendOptions();
        Validate(members, metric, options);
        bool fits = BlendFitting.FitsWeights(options.Method);
        int[] folds = fits ? FoldsOf(members, options) : [];
        int[] numbers = [.. folds.Distinct().Order()];
        if (fits && numbers.Length < 2)
        {
            throw new EnsembleException(
                ExitCode.Refused,
                "weights that are fitted on some folds and scored on another: at least 2 folds",
                $"{numbers.Length} fold: the same {members.Ids.Count} items for both",
                $"{options.Method.ToString().ToLowerInvariant()} blend of {members.Count} members",
                "leave the folds at 5");
        }

        BlendMethod method = options.Method;
        string? note = null;
        float[] outputs = method == BlendMethod.Stack
            ? CrossFit(members, folds, numbers, rows => StackPredictor(members, metric, rows), cancellationToken)
            : CrossFit(members, metric, method, options, folds, numbers, cancellationToken);
        RunPredictions predictions = new(members.Ids, members.Targets, outputs);
        if (method == BlendMethod.Stack)
        {
            (method, predictions, note) = Guard(members, metric, options, folds, numbers, predictions, cancellationToken);
        }

        int[] all = [.. Enumerable.Range(0, members.Ids.Count)];
        StackModel? stack = method == BlendMethod.Stack ? StackModel.Fit(members, metric, all) : null;
        double[] weights = stack is null ? BlendFitting.Weights(members, metric, method, options.Rounds, all) : [.. stack.MemberWeights];
        return Judge(members, metric, options, method, note, predictions, weights, stack, numbers.Length);
    }

    /// <summary>Keeps a blend as a run of its own: its predictions, its members as parents, its weights as options.</summary>
    /// <param name="project">The project.</param>
    /// <param name="members">The members.</param>
    /// <param name="result">The blend.</param>
    /// <param name="command">The command that made it, if it was one.</param>
    /// <returns>The id of the run.</returns>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public static string Save(Project project, EnsembleMembers members, BlendResult result, string? command = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(result);
        var parameters = new Dictionary<string, string>
        {
            ["ensemble.method"] = result.Method.ToString().ToLowerInvariant(),
            ["ensemble.folds"] = Numbers.Plain(result.Folds),
        };
        foreach (BlendMemberScore member in result.Members)
        {
            parameters["ensemble.weight." + member.Name] = Numbers.Plain(Math.Round(member.Weight, 6));
        }

        using RunWriter run = project.Runs.Create(new RunPlan
        {
            Name = $"{result.Method.ToString().ToLowerInvariant()} of {result.Members.Count}",
            Command = command,
            Split = members.Split,
            Subset = members.Subset,
            Tags = [Tag],
            Parents = [.. members.Members.SelectMany(member => member.RunIds).Distinct(StringComparer.Ordinal)],
            Params = parameters,
        });
        try
        {
            run.SaveValidPredictions(result.Predictions);
            result.Test?.Save(run);
            if (Ladder.GainOf(project, project.Runs.Find(run.Id)) is { } gain)
            {
                run.Update(record => record with
                {
                    BaselineGain = gain.Gain,
                    Tags = gain.IsBelowBaseline ? [.. record.Tags, GainOverBaseline.BelowTag] : record.Tags,
                });
            }

            run.Complete(new Dictionary<string, MetricSummary>
            {
                ["valid/" + result.Metric] = new() { Last = result.Score, Best = result.Score, N = result.N, Low = result.Interval.Low, High = result.Interval.High },
            });
            return run.Id;
        }
        catch (Exception error)
        {
            run.Fail(error);
            throw;
        }
    }

    private static void Validate(EnsembleMembers members, ScoreMetric metric, BlendOptions options)
    {
        if (options.Method == BlendMethod.Rank && !metric.IsOfOrder)
        {
            throw new EnsembleException(
                ExitCode.Usage,
                "a metric of order alone, such as auc, for a mean of ranks",
                $"metric {metric.Name}, which reads the values of the outputs",
                "--method rank",
                "blend with mean or geometric");
        }

        if (members.TargetCount > 1 && options.Method is BlendMethod.Geometric or BlendMethod.Stack)
        {
            throw new EnsembleException(
                ExitCode.Usage,
                "mean, weighted or greedy for a target of several numbers",
                $"{members.TargetCount} targets an item",
                $"--method {options.Method.ToString().ToLowerInvariant()}",
                options.Method == BlendMethod.Stack
                    ? "a stack has one bias for one value; blend with greedy, which weighs whole members"
                    : "a geometric mean is for probabilities and positive values; blend with mean");
        }

        if (options.Rounds < 1 || options.Folds < 1)
        {
            throw new EnsembleException(
                ExitCode.Usage, "at least 1 round and at least 1 fold", $"{options.Rounds} rounds, {options.Folds} folds", "the options of a blend", "leave them at 25 and 5");
        }

        foreach (EnsembleMember member in members.Members)
        {
            metric.Validate(member.Predictions);
        }
    }

    /// <summary>The folds of the members where they were predicted in the same folds; else by the hash of the id, so that the order of rows does not matter.</summary>
    private static int[] FoldsOf(EnsembleMembers members, BlendOptions options)
    {
        IReadOnlyList<int>? own = members.Members.FirstOrDefault(member => member.Folds is not null)?.Folds;
        if (own is not null && options.Folds > 1)
        {
            return [.. own];
        }

        var hash = new IdHash(options.Seed, "blend");
        return [.. members.Ids.Select(id => (int)(hash.Of(id) % (ulong)options.Folds))];
    }

    private static float[] CrossFit(
        EnsembleMembers members, ScoreMetric metric, BlendMethod method, BlendOptions options, int[] folds, int[] numbers, CancellationToken cancellationToken)
    {
        if (!BlendFitting.FitsWeights(method))
        {
            return BlendFitting.Apply(method, members, BlendFitting.Weights(members, metric, method, options.Rounds, []));
        }

        return CrossFit(
            members,
            folds,
            numbers,
            rows =>
            {
                double[] weights = BlendFitting.Weights(members, metric, method, options.Rounds, rows);
                return BlendFitting.Apply(method, members, weights);
            },
            cancellationToken);
    }

    /// <summary>Takes the rows of each fold from what was fitted on the rows of the others.</summary>
    private static float[] CrossFit(EnsembleMembers members, int[] folds, int[] numbers, Func<int[], float[]> predict, CancellationToken cancellationToken)
    {
        int width = members.OutputCount;
        var outputs = new float[members.Ids.Count * width];
        foreach (int fold in numbers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] others = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold)];
            float[] predicted = predict(others);
            for (int row = 0; row < folds.Length; row++)
            {
                if (folds[row] == fold)
                {
                    predicted.AsSpan(row * width, width).CopyTo(outputs.AsSpan(row * width));
                }
            }
        }

        return outputs;
    }

    private static float[] StackPredictor(EnsembleMembers members, ScoreMetric metric, int[] rows) =>
        StackModel.Fit(members, metric, rows).Predict([.. members.Members.Select(member => member.Predictions.Outputs)], members.OutputCount);

    /// <summary>A stack that does not beat the greedy blend on rows that neither has seen is dropped.</summary>
    private static (BlendMethod Method, RunPredictions Predictions, string? Note) Guard(
        EnsembleMembers members, ScoreMetric metric, BlendOptions options, int[] folds, int[] numbers, RunPredictions stacked, CancellationToken cancellationToken)
    {
        var greedy = new RunPredictions(
            members.Ids, members.Targets, CrossFit(members, metric, BlendMethod.Greedy, options, folds, numbers, cancellationToken));
        double stackScore = metric.Score(stacked);
        double greedyScore = metric.Score(greedy);
        string numbersText = $"{metric.Name} {Numbers.Plain(Math.Round(stackScore, 4))} against {Numbers.Plain(Math.Round(greedyScore, 4))} of the greedy blend on {members.Ids.Count} items in {numbers.Length} folds";
        return metric.IsBetter(stackScore, greedyScore)
            ? (BlendMethod.Stack, stacked, $"the stack is kept: {numbersText}")
            : (BlendMethod.Greedy, greedy, $"the stack is dropped: {numbersText}");
    }

    private static BlendResult Judge(
        EnsembleMembers members,
        ScoreMetric metric,
        BlendOptions options,
        BlendMethod method,
        string? note,
        RunPredictions predictions,
        double[] weights,
        StackModel? stack,
        int folds)
    {
        BlendMemberScore[] rows = [.. members.Members.Select((member, i) =>
        {
            (double own, Interval ownInterval) = MetricBootstrap.Score(metric, member.Predictions);
            return new BlendMemberScore(member.Name, own, ownInterval, weights[i]);
        })];
        int best = 0;
        for (int i = 1; i < rows.Length; i++)
        {
            best = metric.IsBetter(rows[i].Score, rows[best].Score) ? i : best;
        }

        (double score, Interval interval) = MetricBootstrap.Score(metric, predictions);
        PairedDifference difference = MetricBootstrap.Paired(metric, predictions, members.Members[best].Predictions);
        bool isSingle = stack is null && weights.Count(weight => weight > 0) == 1;
        BlendVerdict verdict = isSingle || !metric.IsBetter(score, rows[best].Score)
            ? BlendVerdict.NoGain
            : difference.Verdict == Verdict.Better ? BlendVerdict.Gain : BlendVerdict.NotShown;
        return new BlendResult
        {
            Asked = options.Method,
            Method = method,
            Metric = metric.Name,
            Members = rows,
            Score = score,
            Interval = interval,
            N = predictions.Ids.Count,
            Folds = folds,
            BestSingle = rows[best].Name,
            Difference = difference,
            Verdict = verdict,
            Note = note,
            Predictions = predictions,
            Test = TestOf(members, method, weights, stack),
        };
    }

    private static UnlabelledPredictions? TestOf(EnsembleMembers members, BlendMethod method, double[] weights, StackModel? stack)
    {
        if (members.Members.Any(member => member.Test is null))
        {
            return null;
        }

        // Geometric means and ranks need the outputs in one order, as the weighted mean does.
        UnlabelledPredictions first = members.Members[0].Test!;
        EnsembleMember[] tests = [.. members.Members.Select(member => member with
        {
            Predictions = new RunPredictions(member.Test!.Ids, new double[member.Test.Ids.Count], member.Test.Outputs.ToArray()),
            Folds = null,
            Test = null,
        })];
        EnsembleMembers aligned = EnsembleMembers.Of(tests);
        float[] outputs = stack is null
            ? BlendFitting.Apply(method, aligned, weights)
            : stack.Predict([.. aligned.Members.Select(member => member.Predictions.Outputs)], first.OutputCount);
        return new UnlabelledPredictions(first.Ids, outputs);
    }
}
