namespace Hone.Method;

/// <summary>Knows this process and whether another one is alive.</summary>
internal interface IProcessTable
{
    ProcessIdentity Current { get; }

    /// <summary>Whether the process is alive; null when it belongs to another machine and cannot be looked up.</summary>
    bool? IsAlive(ProcessIdentity process);
}
