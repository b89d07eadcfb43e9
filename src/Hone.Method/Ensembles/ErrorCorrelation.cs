namespace Hone.Method;

/// <summary>How much the errors of models have in common, and so how much an average of them can gain.</summary>
/// <remarks>
/// For M members of equal error variance whose errors correlate with ρ the variance of the mean's error is 1/M + (1 - 1/M) ρ times that of one member: ρ = 0.95 leaves
/// 97.5% for two members, ρ = 0.5 leaves 75%. The prediction is about the variance of errors; what a metric makes of it is measured by <see cref="Ensemble.Blend"/>.
/// </remarks>
public sealed record ErrorCorrelation
{
    /// <summary>The members.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>The score of each member by the metric of the project.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>Every pair of members, the first member running slowest.</summary>
    public required IReadOnlyList<ErrorPair> Pairs { get; init; }

    /// <summary>How many items were looked at.</summary>
    public required int N { get; init; }

    /// <summary>Whether errors are wrong classes; else residuals of values.</summary>
    public required bool IsOfClasses { get; init; }

    /// <summary>The mean correlation of the pairs that have one; null where none has.</summary>
    public required double? MeanCorrelation { get; init; }

    /// <summary>1/M + (1 - 1/M) ρ with the mean correlation; null where there is none.</summary>
    public required double? VarianceRatio { get; init; }

    /// <summary>The variance ratio of an average: 1/M + (1 - 1/M) ρ.</summary>
    /// <param name="members">M, at least 1.</param>
    /// <param name="correlation">ρ, the mean correlation of their errors.</param>
    /// <returns>The error variance that is left, as a share of one member's.</returns>
    public static double VarianceRatioOf(int members, double correlation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        double share = 1.0 / members;
        return share + ((1 - share) * correlation);
    }

    /// <summary>Computes the matrix.</summary>
    internal static ErrorCorrelation Of(EnsembleMembers members, ScoreMetric metric)
    {
        var pairs = new List<ErrorPair>();
        double[][] errors = [.. members.Members.Select(member => Errors(member.Predictions, metric))];
        for (int first = 0; first < members.Count; first++)
        {
            for (int second = first + 1; second < members.Count; second++)
            {
                pairs.Add(PairOf(members, metric, errors, first, second));
            }
        }

        double[] known = [.. pairs.Where(pair => pair.Correlation is not null).Select(pair => pair.Correlation!.Value)];
        double? mean = known.Length == 0 ? null : known.Average();
        return new ErrorCorrelation
        {
            Members = [.. members.Members.Select(member => member.Name)],
            Scores = [.. members.Members.Select(member => metric.Score(member.Predictions))],
            Pairs = pairs,
            N = members.Ids.Count,
            IsOfClasses = metric.IsOfClasses,
            MeanCorrelation = mean,
            VarianceRatio = mean is null ? null : VarianceRatioOf(members.Count, mean.Value),
        };
    }

    private static ErrorPair PairOf(EnsembleMembers members, ScoreMetric metric, double[][] errors, int first, int second)
    {
        EnsembleMember a = members.Members[first];
        EnsembleMember b = members.Members[second];
        double? correlation = Pearson(errors[first], errors[second]);
        if (!metric.IsOfClasses)
        {
            return new ErrorPair(a.Name, b.Name, correlation, null, null);
        }

        int n = members.Ids.Count;
        int different = 0;
        double bothRight = 0;
        double bothWrong = 0;
        double onlyFirst = 0;
        double onlySecond = 0;
        for (int item = 0; item < n; item++)
        {
            different += MetricFormulas.ClassOf(a.Predictions.OutputsOf(item)) == MetricFormulas.ClassOf(b.Predictions.OutputsOf(item)) ? 0 : 1;
            bool isFirst = errors[first][item] == 0;
            bool isSecond = errors[second][item] == 0;
            bothRight += isFirst && isSecond ? 1 : 0;
            bothWrong += !isFirst && !isSecond ? 1 : 0;
            onlyFirst += isFirst && !isSecond ? 1 : 0;
            onlySecond += !isFirst && isSecond ? 1 : 0;
        }

        double together = bothRight * bothWrong;
        double apart = onlyFirst * onlySecond;
        double? q = together + apart == 0 ? null : (together - apart) / (together + apart);
        return new ErrorPair(a.Name, b.Name, correlation, (double)different / n, q);
    }

    private static double[] Errors(RunPredictions predictions, ScoreMetric metric)
    {
        metric.Validate(predictions);
        if (metric.IsOfClasses)
        {
            return [.. Enumerable.Range(0, predictions.Ids.Count).Select(item => MetricFormulas.IsRight(predictions, item) ? 0.0 : 1.0)];
        }

        // A residual for each number of each item: as many outputs as targets.
        var errors = new double[predictions.Targets.Count];
        for (int at = 0; at < errors.Length; at++)
        {
            errors[at] = predictions.Outputs.Span[at] - predictions.Targets[at];
        }

        return errors;
    }

    private static double? Pearson(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        double covariance = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            covariance += (a[i] - meanA) * (b[i] - meanB);
            varianceA += (a[i] - meanA) * (a[i] - meanA);
            varianceB += (b[i] - meanB) * (b[i] - meanB);
        }

        return varianceA == 0 || varianceB == 0 ? null : covariance / Math.Sqrt(varianceA * varianceB);
    }
}
