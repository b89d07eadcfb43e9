using Hone.Method;

namespace Hone.Testing;

/// <summary>A fault that is planted into generated data, with a twin that is the same without it and must stay silent.</summary>
/// <typeparam name="TData">A table, images or texts.</typeparam>
/// <param name="Name">What is wrong, in a few words.</param>
/// <param name="Suite">The suite that must find it.</param>
/// <param name="FindingId">How the id of the finding begins, such as <c>leak/duplicates</c>.</param>
/// <param name="IsError">Whether the finding must be an error; else a warning does.</param>
/// <param name="Cause">Words by which the finding must name the cause.</param>
/// <param name="Fix">Words by which the finding must name the fix.</param>
/// <param name="Make">Makes the data from a seed, with the fault (true) or without (false).</param>
public sealed record DataFault<TData>(string Name, FaultSuite Suite, string FindingId, bool IsError, string Cause, string Fix, Func<ulong, bool, TData> Make)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The fault together with the suite that looks for it.</summary>
    internal PlantedFault Planted(FaultKind kind, Func<TData, ulong, CheckedData> read) => PlantedFault.Of(
        kind,
        Name,
        FindingId,
        IsError ? Severity.Error : Severity.Warn,
        Cause,
        Fix,
        (seed, isPlanted, cancellationToken) => Run(read(Make(seed, isPlanted), seed), cancellationToken));

    private CheckReport Run(CheckedData data, CancellationToken cancellationToken) => Suite switch
    {
        FaultSuite.Data => Checks.Data(data, null, cancellationToken),
        FaultSuite.Split => Checks.Split(data, null, cancellationToken),
        _ => Checks.Leak(data, null, cancellationToken),
    };
}
