using System.Globalization;

namespace Hone.Bench.Harness;

/// <summary>
/// A run that both sides do, timed in alternation: warm-up, then rounds of one turn each, Hone, peer, Hone, peer. The ratio is
/// taken inside a round, so whatever changes slowly on the machine falls on both sides.
/// </summary>
internal abstract class Duel : Workload
{
    /// <summary>Settings of the peer this close to its best in the warm-up take part in every round; the faster one counts.</summary>
    private const double Contention = 1.15;

    public required PeerOrder Order { get; init; }

    /// <summary>What one run does, in floating-point operations, bytes or images.</summary>
    public double Work { get; init; }

    /// <inheritdoc/>
    public override bool HasPeer => true;

    /// <summary>The least figure of Hone that is good enough, in <see cref="Workload.Unit"/>; null where the promise is a ratio, or there is none.</summary>
    public double? Least { get; init; }

    /// <summary>Least runs of a turn.</summary>
    protected virtual int LeastRuns => 3;

    /// <inheritdoc/>
    public override Outcome Measure(Session session)
    {
        double seconds = session.Options.TurnSeconds;
        Action run = Prepare();
        session.Log($"{Id}: warm-up");
        WarmUp(run, seconds);
        IReadOnlyList<PeerSetting> settings = Contenders(session, seconds);

        int rounds = session.Options.Rounds;
        var hone = new double[rounds];
        var peer = new double[rounds];
        var ratios = new double[rounds];
        string winner = settings[0].Name;
        double best = double.MaxValue;
        session.Load.Reset();
        for (int round = 0; round < rounds; round++)
        {
            hone[round] = session.Load.HoneTurn(() => TimedLoop.Measure(run, seconds, LeastRuns)).Seconds;
            peer[round] = double.MaxValue;
            foreach (PeerSetting setting in settings)
            {
                double time = session.Load.PeerTurn(() => session.Peer.Time(setting, seconds, LeastRuns)).Seconds;
                peer[round] = Math.Min(peer[round], time);
                if (time < best)
                {
                    best = time;
                    winner = setting.Name;
                }
            }

            ratios[round] = peer[round] / hone[round];
            session.Log(string.Create(CultureInfo.InvariantCulture, $"{Id}: round {round + 1} of {rounds}, ratio {ratios[round]:0.00}"));
        }

        string[] remarks = [.. session.Load.Notes(), .. Remarks(session, settings)];
        session.Peer.Forget();
        return new Outcome
        {
            Id = Id,
            Unit = Unit,
            Hone = Units.Show(Unit, Median.Of(hone), Work),
            Peer = Units.Show(Unit, Median.Of(peer), Work),
            Ratio = Median.Of(ratios),
            Spread = (ratios[0], ratios[^1]),
            Bar = Bar,
            Least = Least,
            PeerSetting = winner,
            Rounds = rounds,
            ForeignLoad = session.Load.Foreign,
            Notes = remarks,
        };
    }

    /// <summary>Builds Hone's side: weights, inputs and whatever a steady run reuses. The result does one run.</summary>
    public abstract Action Prepare();

    /// <summary>Runs until the code is compiled at its last tier.</summary>
    protected virtual void WarmUp(Action run, double seconds) => TimedLoop.WarmUp(run, seconds);

    /// <summary>What a reader should know beside the times.</summary>
    protected virtual IEnumerable<string> Remarks(Session session, IReadOnlyList<PeerSetting> settings) => [];

    /// <summary>The settings of the peer that take part in every round.</summary>
    protected virtual IReadOnlyList<PeerSetting> Contenders(Session session, double seconds)
    {
        var timed = new List<(PeerSetting Setting, double Seconds)>();
        foreach (PeerSetting setting in session.Peer.Prepare(Order, session.Options.Threads))
        {
            session.Peer.Time(setting, 0, 1);
            timed.Add((setting, session.Peer.Time(setting, seconds / 2, 2).Seconds));
        }

        double best = timed.Min(entry => entry.Seconds);
        return [.. timed.Where(entry => entry.Seconds <= best * Contention).OrderBy(entry => entry.Seconds).Select(entry => entry.Setting)];
    }
}
