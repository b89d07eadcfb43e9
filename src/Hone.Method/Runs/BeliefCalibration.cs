namespace Hone.Method;

/// <summary>How often beliefs came true (M45): the confidence of hypotheses against their verdicts.</summary>
public sealed record BeliefCalibration
{
    /// <summary>The fewest verdicts that say anything.</summary>
    public const int FewestVerdicts = 20;

    private const double Coin = 0.25;

    private BeliefCalibration(int verdicts, int undecided, double? brier, IReadOnlyList<BeliefBin> bins)
    {
        Verdicts = verdicts;
        Undecided = undecided;
        Brier = brier;
        Bins = bins;
    }

    /// <summary>How many hypotheses with a confidence were supported or refuted.</summary>
    public int Verdicts { get; }

    /// <summary>How many were inconclusive or had no verdict; they count neither way.</summary>
    public int Undecided { get; }

    /// <summary>The Brier score: the mean of (confidence - outcome)², 0 at best; null below <see cref="FewestVerdicts"/>.</summary>
    public double? Brier { get; }

    /// <summary>What always saying 50% scores: 0.25.</summary>
    public double CoinBrier => Coin;

    /// <summary>Whether there are enough verdicts.</summary>
    public bool IsChecked => Brier is not null;

    /// <summary>Confidence and outcome by tens of percent, the lowest first; empty below <see cref="FewestVerdicts"/>.</summary>
    public IReadOnlyList<BeliefBin> Bins { get; }

    /// <summary>Computes the calibration.</summary>
    /// <param name="runs">All runs, as <see cref="RunStore.List"/> returns them.</param>
    public static BeliefCalibration Of(IReadOnlyList<StoredRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var decided = new List<(double Confidence, bool CameTrue)>();
        int undecided = 0;
        foreach (StoredRun run in runs)
        {
            if (run.Record?.Verdict is not { } verdict || run.ReadHypothesis()?.Confidence is not int percent)
            {
                continue;
            }

            if (verdict.Outcome is VerdictOutcome.Supported or VerdictOutcome.Refuted)
            {
                decided.Add((percent / 100.0, verdict.Outcome == VerdictOutcome.Supported));
            }
            else
            {
                undecided++;
            }
        }

        return Of(decided, undecided);
    }

    internal static BeliefCalibration Of(IReadOnlyList<(double Confidence, bool CameTrue)> decided, int undecided)
    {
        if (decided.Count < FewestVerdicts)
        {
            return new BeliefCalibration(decided.Count, undecided, null, []);
        }

        double brier = decided.Average(belief => Math.Pow(belief.Confidence - (belief.CameTrue ? 1 : 0), 2));
        BeliefBin[] bins =
        [
            .. decided
                .GroupBy(belief => (int)((belief.Confidence * 10) + 1e-9) * 10)
                .OrderBy(bin => bin.Key)
                .Select(bin => new BeliefBin(bin.Key, Math.Min(bin.Key + 9, 99), bin.Average(belief => belief.Confidence), (double)bin.Count(belief => belief.CameTrue) / bin.Count(), bin.Count())),
        ];
        return new BeliefCalibration(decided.Count, undecided, brier, bins);
    }

    /// <summary>The Brier score beside that of a coin; what is missing below twenty verdicts.</summary>
    public override string ToString() => Brier is double brier
        ? FormattableString.Invariant($"Brier score {brier:0.000} over {Verdicts} verdicts, {CoinBrier:0.000} for always 50%")
        : $"not checked: {Verdicts} of {FewestVerdicts} verdicts";
}
