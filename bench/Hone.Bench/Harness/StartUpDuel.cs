using System.Diagnostics;
using Hone.Bench.Peer;

namespace Hone.Bench.Harness;

/// <summary>From the start of a process to the end of its first training step and its exit, seen from outside.</summary>
internal sealed class StartUpDuel : Workload
{
    public required Duel Step { get; init; }

    /// <summary>The peer's setting for its one step.</summary>
    public required string PeerSetting { get; init; }

    /// <summary>The longest time that keeps the promise, in <see cref="Workload.Unit"/>.</summary>
    public required double Limit { get; init; }

    /// <inheritdoc/>
    public override bool HasPeer => true;

    /// <inheritdoc/>
    public override Outcome Measure(Session session)
    {
        int rounds = session.Options.Rounds;
        var hone = new double[rounds];
        var peer = new double[rounds];
        var ratios = new double[rounds];
        var order = Step.Order.ToJson(session.Options.Threads);
        order["setting"] = PeerSetting;

        // The first start reads files from disk; both sides are measured with a warm file cache.
        ChildRun.Start(Step.Id, 1, session.Options.Threads);
        PeerProcess.Once(session.Options, "start", order);
        session.Load.Reset();
        for (int round = 0; round < rounds; round++)
        {
            session.Log($"{Id}: round {round + 1} of {rounds}");
            hone[round] = Seconds(session, () => ChildRun.Start(Step.Id, 1, session.Options.Threads));
            peer[round] = Seconds(session, () => PeerProcess.Once(session.Options, "start", order));
            ratios[round] = peer[round] / hone[round];
        }

        return new Outcome
        {
            Id = Id,
            Unit = Unit,
            Hone = Units.Show(Unit, Median.Of(hone), 1),
            Peer = Units.Show(Unit, Median.Of(peer), 1),
            Ratio = Median.Of(ratios),
            Spread = (ratios[0], ratios[^1]),
            Bar = Bar,
            Limit = Limit,
            PeerSetting = PeerSetting,
            Rounds = rounds,
        };
    }

    private static double Seconds(Session session, Action run)
    {
        session.Load.WaitUntilIdle();
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
