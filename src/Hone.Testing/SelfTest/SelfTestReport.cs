namespace Hone.Testing;

/// <summary>What a self-test found out about the checks.</summary>
/// <param name="Faults">One result for each fault, in the order in which they were tried.</param>
/// <param name="Seeds">How many seeds each fault was tried with.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record SelfTestReport(IReadOnlyList<FaultResult> Faults, int Seeds, double Seconds)
{
    /// <summary>How many faults were missed with at least one seed.</summary>
    public int Missed => Faults.Count(fault => fault.Missed > 0);

    /// <summary>How many twins gave rise to an alarm with at least one seed.</summary>
    public int FalseAlarms => Faults.Count(fault => fault.FalseAlarms > 0);

    /// <summary>Whether every fault was found with every seed and every twin was silent.</summary>
    public bool Passed => Missed == 0 && FalseAlarms == 0;
}
