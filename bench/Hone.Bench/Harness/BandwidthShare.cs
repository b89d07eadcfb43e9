namespace Hone.Bench.Harness;

/// <summary>
/// The memory traffic of an operation as a share of what the machine reaches when it only copies, both measured in alternation.
/// The column of the peer holds the copy.
/// </summary>
internal sealed class BandwidthShare : Workload
{
    private const int LeastRuns = 3;

    /// <summary>Bytes that one run of the operation reads and writes.</summary>
    public required double Bytes { get; init; }

    public required Func<Action> Build { get; init; }

    /// <summary>The copy to compare with.</summary>
    public required Calibration Copy { get; init; }

    /// <inheritdoc/>
    public override bool HasPeer => false;

    /// <inheritdoc/>
    public override Outcome Measure(Session session)
    {
        double seconds = session.Options.TurnSeconds;
        Action run = Build();
        Action copy = Copy.Prepare();
        session.Log($"{Id}: warm-up");
        TimedLoop.WarmUp(run, seconds);
        TimedLoop.WarmUp(copy, seconds);
        int rounds = session.Options.Rounds;
        var rates = new double[rounds];
        var copies = new double[rounds];
        var shares = new double[rounds];
        session.Load.Reset();
        for (int round = 0; round < rounds; round++)
        {
            rates[round] = Rate(Bytes, session.Load.HoneTurn(() => TimedLoop.Measure(run, seconds, LeastRuns)));
            copies[round] = Rate(Copy.Work, session.Load.HoneTurn(() => TimedLoop.Measure(copy, seconds, LeastRuns)));
            shares[round] = rates[round] / copies[round];
        }

        return new Outcome
        {
            Id = Id,
            Unit = Unit,
            Hone = Median.Of(rates),
            Peer = Median.Of(copies),
            Ratio = Median.Of(shares),
            Spread = (shares[0], shares[^1]),
            Bar = Bar,
            PeerSetting = "this machine's copy, not PyTorch",
            Rounds = rounds,
            ForeignLoad = session.Load.Foreign,
            Notes = session.Load.Notes(),
        };
    }

    private double Rate(double bytes, Timing timing) => Units.Show(Unit, timing.Seconds, bytes);
}
