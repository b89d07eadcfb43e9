namespace Hone.Method;

/// <summary>Which process of which start of which machine; a process id alone is used again.</summary>
/// <param name="Host">The name of the machine.</param>
/// <param name="Pid">The process id.</param>
/// <param name="BootId">The id of the start of the machine; null where the system has none.</param>
/// <param name="Started">When the process started.</param>
public sealed record ProcessIdentity(string Host, int Pid, string? BootId, DateTimeOffset Started);
