using System.Globalization;

namespace Hone.Bench.Harness;

/// <summary>A duel of runs that take up to many seconds: one run a turn is enough, and the scores of both sides stand in the notes.</summary>
internal sealed class WholeDuel : Duel
{
    private WholeRun? _run;

    public required Func<WholeRun> Build { get; init; }

    /// <summary>What the score is, such as "accuracy".</summary>
    public required string ScoreName { get; init; }

    /// <inheritdoc/>
    protected override int LeastRuns => 1;

    /// <inheritdoc/>
    public override Action Prepare()
    {
        _run = Build();
        return _run.Run;
    }

    /// <inheritdoc/>
    protected override void WarmUp(Action run, double seconds) => TimedLoop.WarmUp(_run!.WarmUp, seconds);

    /// <summary>All settings take part in every round: a run to choose between them would cost as much as a round.</summary>
    protected override IReadOnlyList<PeerSetting> Contenders(Session session, double seconds) => session.Peer.Prepare(Order, session.Options.Threads);

    /// <inheritdoc/>
    protected override IEnumerable<string> Remarks(Session session, IReadOnlyList<PeerSetting> settings)
    {
        string hone = _run!.Score().ToString("0.0000", CultureInfo.InvariantCulture);
        _run = null;
        foreach (PeerSetting setting in settings)
        {
            string peer = session.Peer.Score(setting).ToString("0.0000", CultureInfo.InvariantCulture);
            yield return $"{ScoreName} on rows held out: Hone {hone}, {setting.Name} {peer}";
        }
    }
}
