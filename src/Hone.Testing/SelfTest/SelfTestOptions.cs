namespace Hone.Testing;

/// <summary>What a self-test tries.</summary>
public sealed record SelfTestOptions
{
    /// <summary>Seeds 1 to this number are tried with each fault; 20, as the checks are promised over.</summary>
    public int Seeds { get; init; } = 20;

    /// <summary>The faults; all of them unless told.</summary>
    public IReadOnlyList<PlantedFault> Faults { get; init; } = PlantedFaults.All;

    /// <summary>Told of each fault as it is done.</summary>
    public IProgress<FaultResult>? Progress { get; init; }
}
