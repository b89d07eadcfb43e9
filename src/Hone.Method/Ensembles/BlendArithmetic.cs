using Hone.Learn;

namespace Hone.Method;

/// <summary>Outputs of several members become the outputs of one: <c>[items, outputs]</c> for each.</summary>
internal static class BlendArithmetic
{
    // The smallest probability that a geometric mean multiplies with: one certain member must not silence all others.
    private const double SmallestProbability = 1e-9;

    /// <summary>y = Σ w_m p_m.</summary>
    public static float[] Weighted(IReadOnlyList<ReadOnlyMemory<float>> outputs, IReadOnlyList<double> weights)
    {
        var sum = new double[outputs[0].Length];
        for (int member = 0; member < outputs.Count; member++)
        {
            ReadOnlySpan<float> values = outputs[member].Span;
            double weight = weights[member];
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * values[i];
            }
        }

        return Array.ConvertAll(sum, value => (float)value);
    }

    /// <summary>y = exp(mean ln p), over the classes of an item brought back to sum 1; values of a regression must be positive.</summary>
    public static float[] Geometric(IReadOnlyList<EnsembleMember> members)
    {
        int width = members[0].Predictions.OutputCount;
        int count = members[0].Predictions.Ids.Count;
        var result = new float[count * width];
        var means = new double[width];
        for (int item = 0; item < count; item++)
        {
            for (int output = 0; output < width; output++)
            {
                double sum = 0;
                foreach (EnsembleMember member in members)
                {
                    double value = member.Predictions.OutputsOf(item)[output];
                    if (value < 0)
                    {
                        throw new EnsembleException(
                            ExitCode.BadInput,
                            "outputs of 0 or more, which have a geometric mean",
                            $"{Numbers.Plain(value)} for item '{members[0].Predictions.Ids[item]}'",
                            $"member {member.Name}, output {output}, row {item + 1}",
                            "blend with --method mean");
                    }

                    sum += Math.Log(Math.Max(value, SmallestProbability));
                }

                means[output] = Math.Exp(sum / members.Count);
            }

            double total = width == 1 ? 1 : means.Sum();
            for (int output = 0; output < width; output++)
            {
                result[(item * width) + output] = (float)(means[output] / total);
            }
        }

        return result;
    }

    /// <summary>Mean ranks, divided by the number of items so that they lie from 0 to 1.</summary>
    public static float[] Rank(IReadOnlyList<EnsembleMember> members)
    {
        int width = members[0].Predictions.OutputCount;
        int count = members[0].Predictions.Ids.Count;
        var sum = new double[count];
        foreach (EnsembleMember member in members)
        {
            double[] scores = [.. Enumerable.Range(0, count).Select(item => MetricFormulas.ProbabilityOf(member.Predictions.OutputsOf(item), 1))];
            double[] ranks = Ranking.Ranks(scores);
            for (int item = 0; item < count; item++)
            {
                sum[item] += ranks[item] / count / members.Count;
            }
        }

        return width == 1
            ? Array.ConvertAll(sum, value => (float)value)
            : [.. sum.SelectMany(value => new[] { (float)(1 - value), (float)value })];
    }

    /// <summary>The mean of predictions for the same items in any order.</summary>
    public static UnlabelledPredictions Mean(IReadOnlyList<(string Name, UnlabelledPredictions Predictions)> members)
    {
        double[] weights = [.. Enumerable.Repeat(1.0 / members.Count, members.Count)];
        return Weighted(members, weights);
    }

    /// <summary>The weighted mean of predictions for the same items in any order.</summary>
    public static UnlabelledPredictions Weighted(IReadOnlyList<(string Name, UnlabelledPredictions Predictions)> members, IReadOnlyList<double> weights)
    {
        UnlabelledPredictions first = members[0].Predictions;
        ReadOnlyMemory<float>[] outputs = [.. members.Select(member => (ReadOnlyMemory<float>)Aligned(first, members[0].Name, member))];
        return new UnlabelledPredictions(first.Ids, Weighted(outputs, weights));
    }

    private static float[] Aligned(UnlabelledPredictions first, string firstName, (string Name, UnlabelledPredictions Predictions) member)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int item = 0; item < member.Predictions.Ids.Count; item++)
        {
            positions[member.Predictions.Ids[item]] = item;
        }

        int shared = first.Ids.Count(positions.ContainsKey);
        if (shared != first.Ids.Count || positions.Count != first.Ids.Count || member.Predictions.OutputCount != first.OutputCount)
        {
            throw new EnsembleException(
                ExitCode.Refused,
                $"the same {first.Ids.Count} test items with {first.OutputCount} outputs as {firstName}",
                $"{member.Predictions.Ids.Count} items, {shared} in common, {member.Predictions.OutputCount} outputs",
                member.Name,
                "predict the same test items with both");
        }

        var outputs = new float[first.Ids.Count * first.OutputCount];
        for (int item = 0; item < first.Ids.Count; item++)
        {
            member.Predictions.OutputsOf(positions[first.Ids[item]]).CopyTo(outputs.AsSpan(item * first.OutputCount));
        }

        return outputs;
    }
}
