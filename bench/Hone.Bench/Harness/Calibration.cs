namespace Hone.Bench.Harness;

/// <summary>A figure about the machine and Hone's own tools, without a peer: what the other figures are to be read against.</summary>
internal sealed class Calibration : Workload
{
    /// <summary>What one run does, in floating-point operations or bytes.</summary>
    public double Work { get; init; }

    public required Func<Action> Prepare { get; init; }

    /// <summary>How often one call does the thing, where it is too short for the clock.</summary>
    public int RunsPerCall { get; init; } = 1;

    /// <inheritdoc/>
    public override bool HasPeer => false;

    /// <inheritdoc/>
    public override Outcome Measure(Session session)
    {
        Action run = Prepare();
        session.Log($"{Id}: warm-up");
        TimedLoop.WarmUp(run, session.Options.TurnSeconds);
        int rounds = session.Options.Rounds;
        var times = new double[rounds];
        session.Load.Reset();
        for (int round = 0; round < rounds; round++)
        {
            times[round] = session.Load.HoneTurn(() => TimedLoop.Measure(run, session.Options.TurnSeconds, 3)).Seconds / RunsPerCall;
        }

        return new Outcome
        {
            Id = Id,
            Unit = Unit,
            Hone = Units.Show(Unit, Median.Of(times), Work),
            Rounds = rounds,
            ForeignLoad = session.Load.Foreign,
            Notes = session.Load.Notes(),
        };
    }
}
