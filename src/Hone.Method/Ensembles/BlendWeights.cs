namespace Hone.Method;

/// <summary>Weights of members, with the items that they were fitted on; a score on one of these items is refused.</summary>
public sealed class BlendWeights
{
    private readonly HashSet<string> _fittedOn;

    internal BlendWeights(BlendMethod method, IReadOnlyList<string> members, IReadOnlyList<double> weights, IEnumerable<string> fittedOn)
    {
        Method = method;
        Members = members;
        Weights = weights;
        _fittedOn = fittedOn.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>How they were found.</summary>
    public BlendMethod Method { get; }

    /// <summary>The members.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>The weight of each member, 0 to 1, with sum 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>How many items the weights were fitted on; 0 for methods that fit nothing.</summary>
    public int FittedCount => _fittedOn.Count;

    /// <summary>Whether all weight lies on one member, so that there is nothing to blend.</summary>
    public bool IsSingle => Weights.Count(weight => weight > 0) == 1;

    /// <summary>The score of the blend on items that the weights have not seen.</summary>
    /// <param name="members">The same members with other items.</param>
    /// <param name="metric">The metric.</param>
    /// <exception cref="EnsembleException">The members differ, or the weights were fitted on one of the items: the message has the number.</exception>
    public double Score(EnsembleMembers members, ScoreMetric metric)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(metric);
        string[] names = [.. members.Members.Select(member => member.Name)];
        if (!names.SequenceEqual(Members))
        {
            throw new EnsembleException(
                ExitCode.Usage, $"the members of the weights: {string.Join(", ", Members)}", string.Join(", ", names), "the score of a blend", "give the same members in the same order");
        }

        string[] seen = [.. members.Ids.Where(_fittedOn.Contains)];
        if (seen.Length > 0)
        {
            throw new EnsembleException(
                ExitCode.Refused,
                "items that the weights were not fitted on",
                $"{seen.Length} of {members.Ids.Count} items that they were fitted on: {string.Join(", ", seen.Take(3))}",
                "the score of a blend",
                "fit the weights on some folds and score them on another");
        }

        float[] outputs = BlendFitting.Apply(Method, members, Weights);
        return metric.Score(new RunPredictions(members.Ids, members.Targets, outputs));
    }
}
