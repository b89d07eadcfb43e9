namespace Hone.Testing;

/// <summary>A fault that is planted into generated data, with a twin that is the same without it and must stay silent.</summary>
/// <typeparam name="TData">A table, images or texts.</typeparam>
/// <param name="Name">What is wrong, in a few words.</param>
/// <param name="Suite">The suite that must find it.</param>
/// <param name="FindingId">How the id of the finding begins, such as <c>leak/duplicates</c>.</param>
/// <param name="IsError">Whether the finding must be an error; else a warning does.</param>
/// <param name="Make">Makes the data from a seed, with the fault (true) or without (false).</param>
public sealed record DataFault<TData>(string Name, FaultSuite Suite, string FindingId, bool IsError, Func<ulong, bool, TData> Make)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
