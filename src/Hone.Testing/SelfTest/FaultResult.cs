namespace Hone.Testing;

/// <summary>One fault over all seeds of a self-test.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Trials">One trial for each seed.</param>
/// <param name="Seconds">How long all of them took.</param>
public sealed record FaultResult(PlantedFault Fault, IReadOnlyList<FaultTrial> Trials, double Seconds)
{
    /// <summary>With how many seeds the fault was found.</summary>
    public int Found => Trials.Count(trial => trial.Missed is null);

    /// <summary>With how many seeds it was missed, or its message did not name cause and fix.</summary>
    public int Missed => Trials.Count - Found;

    /// <summary>With how many seeds the twin gave rise to an alarm.</summary>
    public int FalseAlarms => Trials.Count(trial => trial.FalseAlarm is not null);

    /// <summary>Whether the fault was found with every seed and its twin was always silent.</summary>
    public bool Passed => Missed == 0 && FalseAlarms == 0;

    /// <summary>What went wrong, with the seeds.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Trials.Where(trial => trial.Missed is not null).Select(trial => $"seed {trial.Seed}: missed: {trial.Missed}"),
        .. Trials.Where(trial => trial.FalseAlarm is not null).Select(trial => $"seed {trial.Seed}: false alarm on the twin: {trial.FalseAlarm}"),
    ];
}
