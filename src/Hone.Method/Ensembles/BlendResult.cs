using System.Globalization;

namespace Hone.Method;

/// <summary>A blend and its honest score.</summary>
public sealed record BlendResult
{
    /// <summary>The method that was asked for.</summary>
    public required BlendMethod Asked { get; init; }

    /// <summary>The method that was kept; another one where a stack was dropped.</summary>
    public required BlendMethod Method { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The members with their own scores and their weights, which were fitted on all items.</summary>
    public required IReadOnlyList<BlendMemberScore> Members { get; init; }

    /// <summary>The score of the blend: each item by weights that were fitted on the other folds.</summary>
    public required double Score { get; init; }

    /// <summary>The 95% interval of the score.</summary>
    public required Interval Interval { get; init; }

    /// <summary>How many items were scored.</summary>
    public required int N { get; init; }

    /// <summary>In how many folds weights were fitted and scored; 0 where nothing was fitted.</summary>
    public required int Folds { get; init; }

    /// <summary>The best single member on these items.</summary>
    public required string BestSingle { get; init; }

    /// <summary>blend - best single member, on the same items.</summary>
    public required PairedDifference Difference { get; init; }

    /// <summary>What the blend brings.</summary>
    public required BlendVerdict Verdict { get; init; }

    /// <summary>Why another method was kept than was asked for; null where it was not.</summary>
    public string? Note { get; init; }

    /// <summary>What the blend says about each item, by weights of the other folds.</summary>
    public required RunPredictions Predictions { get; init; }

    /// <summary>What the final blend says about the test items; null where a member has no test predictions.</summary>
    public UnlabelledPredictions? Test { get; init; }

    /// <summary>The verdict as one sentence.</summary>
    public string Sentence => Verdict switch
    {
        BlendVerdict.Gain => $"the blend is better than {BestSingle} alone by {Signed(Math.Abs(Difference.Difference))} {Metric}",
        BlendVerdict.NotShown => $"not shown: the interval of the difference to {BestSingle} alone holds 0",
        _ => $"no gain, keep the single model: {BestSingle}",
    };

    private static string Signed(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
