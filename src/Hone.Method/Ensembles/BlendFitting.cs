namespace Hone.Method;

/// <summary>Finds the weights of members on some rows, and applies them.</summary>
internal static class BlendFitting
{
    private const int WeightSteps = 2000;

    public static bool FitsWeights(BlendMethod method) => method is BlendMethod.Weighted or BlendMethod.Greedy or BlendMethod.Stack;

    /// <summary>Weights with sum 1, from the given rows alone.</summary>
    public static double[] Weights(EnsembleMembers members, ScoreMetric metric, BlendMethod method, int rounds, int[] rows) => method switch
    {
        BlendMethod.Weighted => LeastSquares(members, metric, rows),
        BlendMethod.Greedy => Greedy(members, metric, rounds, rows),
        _ => [.. Enumerable.Repeat(1.0 / members.Count, members.Count)],
    };

    public static float[] Apply(BlendMethod method, EnsembleMembers members, IReadOnlyList<double> weights) => method switch
    {
        BlendMethod.Geometric => BlendArithmetic.Geometric(members.Members),
        BlendMethod.Rank => BlendArithmetic.Rank(members.Members),
        _ => BlendArithmetic.Weighted([.. members.Members.Select(member => member.Predictions.Outputs)], weights),
    };

    /// <summary>
    /// Caruana's selection: in each round the member is added, with replacement, that makes the mean of all added so far best. On ties a member that was chosen before wins,
    /// then the earlier one; the best prefix of the rounds is kept, the shortest of equals.
    /// </summary>
    private static double[] Greedy(EnsembleMembers members, ScoreMetric metric, int rounds, int[] rows)
    {
        int width = members.OutputCount;
        var sum = new double[rows.Length * width];
        var counts = new int[members.Count];
        var candidate = new float[sum.Length];
        string[] ids = [.. rows.Select(row => members.Ids[row])];
        double[] targets = [.. rows.SelectMany(row => Enumerable.Range(row * members.TargetCount, members.TargetCount).Select(at => members.Targets[at]))];
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        int[] best = [];
        double? bestScore = null;
        for (int round = 1; round <= rounds; round++)
        {
            int chosen = -1;
            double chosenScore = 0;
            for (int member = 0; member < members.Count; member++)
            {
                RunPredictions predictions = members.Members[member].Predictions;
                for (int i = 0; i < rows.Length; i++)
                {
                    ReadOnlySpan<float> outputs = predictions.OutputsOf(rows[i]);
                    for (int output = 0; output < width; output++)
                    {
                        int at = (i * width) + output;
                        candidate[at] = (float)((sum[at] + outputs[output]) / round);
                    }
                }

                double score = metric.Score(new RunPredictions(ids, targets, candidate), all);
                bool isTie = chosen >= 0 && score == chosenScore;
                bool isBetter = chosen < 0 || metric.IsBetter(score, chosenScore) || (isTie && counts[chosen] == 0 && counts[member] > 0);
                if (isBetter)
                {
                    chosen = member;
                    chosenScore = score;
                }
            }

            counts[chosen]++;
            for (int i = 0; i < rows.Length; i++)
            {
                ReadOnlySpan<float> outputs = members.Members[chosen].Predictions.OutputsOf(rows[i]);
                for (int output = 0; output < width; output++)
                {
                    sum[(i * width) + output] += outputs[output];
                }
            }

            if (bestScore is null || metric.IsBetter(chosenScore, bestScore.Value))
            {
                bestScore = chosenScore;
                best = [.. counts];
            }
        }

        double total = best.Sum();
        return [.. best.Select(count => count / total)];
    }

    /// <summary>
    /// Minimizes Σ (Σ w_m p_m - t)² over w ≥ 0, Σ w = 1, with t the value or, for classes, 1 for the right class. Because the weights sum to 1 this is w'Rw with
    /// R = Σ (p - t)(p - t)', summed once; then projected gradient steps of length 1 / trace(R), which no eigenvalue of R exceeds.
    /// </summary>
    private static double[] LeastSquares(EnsembleMembers members, ScoreMetric metric, int[] rows)
    {
        int count = members.Count;
        var residuals = new double[count, count];
        foreach (int row in rows)
        {
            for (int output = 0; output < members.OutputCount; output++)
            {
                double target = TargetOf(members, metric, row, output);
                for (int a = 0; a < count; a++)
                {
                    double residual = members.Members[a].Predictions.OutputsOf(row)[output] - target;
                    for (int b = 0; b < count; b++)
                    {
                        residuals[a, b] += residual * (members.Members[b].Predictions.OutputsOf(row)[output] - target);
                    }
                }
            }
        }

        double trace = Enumerable.Range(0, count).Sum(a => residuals[a, a]);
        double[] weights = [.. Enumerable.Repeat(1.0 / count, count)];
        for (int step = 0; step < WeightSteps && trace > 0; step++)
        {
            var next = new double[count];
            for (int a = 0; a < count; a++)
            {
                double gradient = 0;
                for (int b = 0; b < count; b++)
                {
                    gradient += residuals[a, b] * weights[b];
                }

                next[a] = weights[a] - (gradient / trace);
            }

            weights = OnSimplex(next);
        }

        return weights;
    }

    private static double TargetOf(EnsembleMembers members, ScoreMetric metric, int row, int output)
    {
        if (members.TargetCount > 1)
        {
            return members.Targets[(row * members.TargetCount) + output];
        }

        double target = members.Targets[row];
        return metric.IsOfClasses && members.OutputCount > 1 ? (output == (int)target ? 1 : 0) : target;
    }

    /// <summary>The nearest point with w ≥ 0 and Σ w = 1 (Duchi and others, "Efficient projections onto the l1-ball", 2008).</summary>
    private static double[] OnSimplex(double[] values)
    {
        double[] sorted = [.. values.OrderDescending()];
        double sum = 0;
        double shift = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += sorted[i];
            double candidate = (sum - 1) / (i + 1);
            if (sorted[i] > candidate)
            {
                shift = candidate;
            }
        }

        return [.. values.Select(value => Math.Max(0, value - shift))];
    }
}
