using System.Globalization;
using System.Text.Json.Nodes;
using Hone.Bench.Peer;

namespace Hone.Bench.Harness;

/// <summary>
/// Peak resident memory (VmHWM) of a few training steps, each side in a fresh process. Nothing is subtracted: interpreter, runtime
/// and libraries are part of what a user's machine must hold. The note tells what each side had before the model.
/// </summary>
internal sealed class MemoryDuel : Workload
{
    /// <summary>The second step shows what the first one left behind, the third that it does not grow.</summary>
    private const int TrainingSteps = 3;

    /// <summary>How many runs the peak is taken over.</summary>
    public int Steps { get; init; } = TrainingSteps;

    /// <summary>The step; its id with <c>-memory</c> is the id of this workload.</summary>
    public required Duel Step { get; init; }

    /// <summary>The peer's settings to try; the one with the least memory counts.</summary>
    public required IReadOnlyList<string> PeerSettings { get; init; }

    /// <inheritdoc/>
    public override bool HasPeer => true;

    public static MemoryDuel Of(Duel step, params IReadOnlyList<string> peerSettings) => new()
    {
        Id = step.Id + "-memory",
        Family = step.Family,
        Title = $"peak memory of {TrainingSteps} steps in a fresh process: {step.Title}",
        Unit = Unit.Mebibytes,
        Bar = 1.0,
        Step = step,
        PeerSettings = peerSettings,
    };

    /// <summary>The memory of one whole run, such as a fit.</summary>
    public static MemoryDuel Of(WholeDuel run, string peerSetting) => new()
    {
        Id = run.Id + "-memory",
        Family = run.Family,
        Title = $"peak memory of one run in a fresh process: {run.Title}",
        Unit = Unit.Mebibytes,
        Bar = 1.0,
        Step = run,
        Steps = 1,
        PeerSettings = [peerSetting],
    };

    /// <inheritdoc/>
    public override Outcome Measure(Session session)
    {
        session.Log($"{Id}: Hone");
        JsonObject hone = ChildRun.Start(Step.Id, Steps, session.Options.Threads);
        JsonObject? best = null;
        string? winner = null;
        foreach (string setting in PeerSettings)
        {
            session.Log($"{Id}: peer, {setting}");
            JsonObject order = Step.Order.ToJson(session.Options.Threads);
            order["setting"] = setting;
            order["steps"] = Steps;
            JsonObject answer = PeerProcess.Once(session.Options, "memory", order);
            if (best is null || Peak(answer) < Peak(best))
            {
                best = answer;
                winner = setting;
            }
        }

        double ratio = Peak(best!) / Peak(hone);
        return new Outcome
        {
            Id = Id,
            Unit = Unit,
            Hone = Units.Show(Unit, Peak(hone), 1),
            Peer = Units.Show(Unit, Peak(best!), 1),
            Ratio = ratio,
            Spread = (ratio, ratio),
            Bar = Bar,
            PeerSetting = winner,
            Rounds = 1,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"before the model: Hone {Baseline(hone):0} MiB, peer {Baseline(best!):0} MiB")],
        };
    }

    private static double Peak(JsonObject answer) => answer["peak"]!.GetValue<long>();

    private double Baseline(JsonObject answer) => Units.Show(Unit, answer["baseline"]!.GetValue<long>(), 1);
}
