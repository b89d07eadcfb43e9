namespace Hone.Bench.Harness;

/// <summary>The rate of something as a share of the rate of something simpler on the same machine, both measured in alternation and without PyTorch. The column of the peer holds the simpler one.</summary>
internal sealed class OwnShare : Workload
{
    private const int LeastRuns = 3;

    /// <summary>What one run does: bytes that it reads and writes, or images.</summary>
    public required double Work { get; init; }

    public required Func<Action> Build { get; init; }

    /// <summary>What one run of the simpler thing does.</summary>
    public required double OtherWork { get; init; }

    public required Func<Action> BuildOther { get; init; }

    /// <summary>The name of the simpler thing, for the column of PyTorch's setting.</summary>
    public required string Other { get; init; }

    /// <summary>What else a reader should know once it has run.</summary>
    public Func<IEnumerable<string>> Remarks { get; init; } = () => [];

    /// <inheritdoc/>
    public override bool HasPeer => false;

    /// <inheritdoc/>
    public override Outcome Measure(Session session)
    {
        double seconds = session.Options.TurnSeconds;
        Action run = Build();
        Action other = BuildOther();
        session.Log($"{Id}: warm-up");
        TimedLoop.WarmUp(run, seconds);
        TimedLoop.WarmUp(other, seconds);
        int rounds = session.Options.Rounds;
        var rates = new double[rounds];
        var others = new double[rounds];
        var shares = new double[rounds];
        session.Load.Reset();
        for (int round = 0; round < rounds; round++)
        {
            rates[round] = Rate(Work, session.Load.HoneTurn(() => TimedLoop.Measure(run, seconds, LeastRuns)));
            others[round] = Rate(OtherWork, session.Load.HoneTurn(() => TimedLoop.Measure(other, seconds, LeastRuns)));
            shares[round] = rates[round] / others[round];
        }

        return new Outcome
        {
            Id = Id,
            Unit = Unit,
            Hone = Median.Of(rates),
            Peer = Median.Of(others),
            Ratio = Median.Of(shares),
            Spread = (shares[0], shares[^1]),
            Bar = Bar,
            PeerSetting = $"{Other}, not PyTorch",
            Rounds = rounds,
            ForeignLoad = session.Load.Foreign,
            Notes = [.. session.Load.Notes(), .. Remarks()],
        };
    }

    private double Rate(double work, Timing timing) => Units.Show(Unit, timing.Seconds, work);
}
