using System.Globalization;

namespace Hone.Method;

/// <summary>Whether the local score tracks the public one: the order of submissions of different recipes, with ties where a difference is inside noise.</summary>
/// <remarks>
/// Noise of a difference: 1.96 √(SE1² + SE2²) with SE from the width of the local interval, and SE √(n local / n public) for the public side. Kendall's
/// τ-b = (C - D) / √((P - ties local) (P - ties public)). That m submissions agree by chance has probability 1/m! with m the longest chain of submissions of which each is beyond
/// the noise of the next.
/// </remarks>
public sealed record LeaderboardTracking
{
    private const double Z95 = 1.959963984540054;
    private const int EnoughToTrack = 4;

    /// <summary>What is known.</summary>
    public required TrackingState State { get; init; }

    /// <summary>One sentence with its numbers.</summary>
    public required string Sentence { get; init; }

    /// <summary>The submissions that were compared: the newest scored one of each recipe, the oldest first.</summary>
    public required IReadOnlyList<SubmissionRow> Submissions { get; init; }

    /// <summary>Every pair of them.</summary>
    public required IReadOnlyList<TrackedPair> Pairs { get; init; }

    /// <summary>Pairs in the same order.</summary>
    public int Concordant => Pairs.Count(pair => pair.Agreement > 0);

    /// <summary>Pairs in the opposite order.</summary>
    public int Discordant => Pairs.Count(pair => pair.Agreement < 0);

    /// <summary>Pairs inside noise.</summary>
    public int Ties => Pairs.Count(pair => pair.Agreement == 0);

    /// <summary>Kendall's τ-b, from -1 to 1; null where all pairs are ties.</summary>
    public required double? KendallTau { get; init; }

    /// <summary>How many submissions agree in a row, each beyond the noise of the next.</summary>
    public required int Chain { get; init; }

    /// <summary>1/m!: how likely so much agreement is by chance; null where nothing was compared.</summary>
    public required double? ChanceOfAgreement { get; init; }

    /// <summary>The probability that m submissions stand in the same order twice by chance: 1/m!.</summary>
    /// <param name="submissions">m, at least 1.</param>
    public static double ChanceOf(int submissions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(submissions, 1);
        double chance = 1;
        for (int i = 2; i <= submissions; i++)
        {
            chance /= i;
        }

        return chance;
    }

    /// <summary>What a command line returns: 1 where local and public scores contradict each other.</summary>
    /// <param name="strict">Whether what was not checked counts.</param>
    public ExitCode ExitCode(bool strict) => State switch
    {
        TrackingState.Contradicts => Method.ExitCode.Findings,
        TrackingState.NotChecked when strict => Method.ExitCode.NotChecked,
        _ => Method.ExitCode.Pass,
    };

    internal static LeaderboardTracking Of(IReadOnlyList<SubmissionRow> rows, MetricDirection direction, int? publicRows)
    {
        SubmissionRow[] scored = [.. rows
            .Where(row => row.PublicScore is not null && row.LocalScore is not null)
            .GroupBy(row => row.Recipe, StringComparer.Ordinal)
            .Select(group => group.Last())
            .OrderBy(row => row.Id, StringComparer.Ordinal)];
        string[] splits = [.. scored.Select(row => row.SplitFingerprint ?? "none").Distinct(StringComparer.Ordinal)];
        if (scored.Length < 2 || splits.Length > 1)
        {
            string reason = splits.Length > 1
                ? $"not checked: local scores of {splits.Length} different splits ({string.Join(", ", splits.Select(FrozenSplit.Short))}) do not rank each other"
                : $"not checked: {scored.Length} scored {(scored.Length == 1 ? "submission" : "submissions")} of different recipes, at least 2 are needed";
            return Nothing(reason, scored);
        }

        var pairs = new List<TrackedPair>();
        for (int first = 0; first < scored.Length; first++)
        {
            for (int second = first + 1; second < scored.Length; second++)
            {
                pairs.Add(PairOf(scored[first], scored[second], publicRows));
            }
        }

        int chain = LongestChain(scored, pairs, direction);
        double chance = ChanceOf(chain);
        double? tau = Tau(pairs);
        var result = new LeaderboardTracking
        {
            State = TrackingState.NotChecked,
            Sentence = "",
            Submissions = scored,
            Pairs = pairs,
            KendallTau = tau,
            Chain = chain,
            ChanceOfAgreement = chance,
        };
        string counts = $"{result.Concordant} concordant, {result.Discordant} discordant, {result.Ties} tied of {pairs.Count} pairs";
        if (result.Discordant > 0)
        {
            TrackedPair worst = pairs.First(pair => pair.Agreement < 0);
            return result with
            {
                State = TrackingState.Contradicts,
                Sentence = $"revisit the split: {worst.First} and {worst.Second} stand in the opposite order beyond noise ({counts}); compare train and the real test file by adversarial validation",
            };
        }

        if (result.Concordant == 0)
        {
            return result with { Sentence = $"not checked: every difference is inside noise ({counts})" };
        }

        string probability = chance.ToString("0.###", CultureInfo.InvariantCulture);
        return chain >= EnoughToTrack
            ? result with { State = TrackingState.Tracks, Sentence = $"local tracks public: {chain} submissions in the same order, {probability} by chance ({counts})" }
            : result with { State = TrackingState.Started, Sentence = $"started: {chain} submissions in the same order, {probability} by chance ({counts}); {EnoughToTrack} are needed" };
    }

    private static LeaderboardTracking Nothing(string reason, SubmissionRow[] scored) => new()
    {
        State = TrackingState.NotChecked,
        Sentence = reason,
        Submissions = scored,
        Pairs = [],
        KendallTau = null,
        Chain = Math.Min(1, scored.Length),
        ChanceOfAgreement = null,
    };

    private static TrackedPair PairOf(SubmissionRow first, SubmissionRow second, int? publicRows)
    {
        double local = first.LocalScore!.Value - second.LocalScore!.Value;
        double board = first.PublicScore!.Value - second.PublicScore!.Value;
        double localNoise = Z95 * Math.Sqrt(Square(StandardError(first)) + Square(StandardError(second)));
        double publicNoise = Z95 * Math.Sqrt(Square(PublicError(first, publicRows)) + Square(PublicError(second, publicRows)));
        bool isTie = Math.Abs(local) <= localNoise || Math.Abs(board) <= publicNoise;
        return new TrackedPair(first.Id, second.Id, local, board, localNoise, publicNoise, isTie ? 0 : Math.Sign(local) * Math.Sign(board));
    }

    private static double StandardError(SubmissionRow row) => row.LocalInterval is { } interval ? interval.Width / (2 * Z95) : 0;

    private static double PublicError(SubmissionRow row, int? publicRows) =>
        row.LocalN is int n ? StandardError(row) * Math.Sqrt((double)n / Math.Max(1, publicRows ?? row.Rows)) : 0;

    private static double Square(double value) => value * value;

    private static double? Tau(List<TrackedPair> pairs)
    {
        int localTies = pairs.Count(pair => Math.Abs(pair.LocalDifference) <= pair.LocalNoise);
        int publicTies = pairs.Count(pair => Math.Abs(pair.PublicDifference) <= pair.PublicNoise);
        double scale = Math.Sqrt((double)(pairs.Count - localTies) * (pairs.Count - publicTies));
        return scale == 0 ? null : pairs.Sum(pair => pair.Agreement) / scale;
    }

    private static int LongestChain(SubmissionRow[] rows, List<TrackedPair> pairs, MetricDirection direction)
    {
        int[] order = [.. Enumerable.Range(0, rows.Length).OrderBy(i => direction == MetricDirection.Higher ? rows[i].LocalScore : -rows[i].LocalScore)];
        var longest = new int[rows.Length];
        for (int i = 0; i < order.Length; i++)
        {
            longest[i] = 1;
            for (int j = 0; j < i; j++)
            {
                (string a, string b) = (rows[order[j]].Id, rows[order[i]].Id);
                bool agrees = pairs.Any(pair => pair.Agreement > 0 && ((pair.First == a && pair.Second == b) || (pair.First == b && pair.Second == a)));
                longest[i] = agrees ? Math.Max(longest[i], longest[j] + 1) : longest[i];
            }
        }

        return longest.Max();
    }
}
