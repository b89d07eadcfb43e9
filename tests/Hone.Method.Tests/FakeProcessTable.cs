namespace Hone.Method.Tests;

/// <summary>A process table whose only process lives until it is killed.</summary>
internal sealed class FakeProcessTable : IProcessTable
{
    public bool? Alive { get; set; } = true;

    public ProcessIdentity Current { get; } = new("host", 4711, "boot", DateTimeOffset.UnixEpoch);

    public bool? IsAlive(ProcessIdentity process) => Alive;
}
