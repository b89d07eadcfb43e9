namespace Hone.Method;

/// <summary>What a project takes from the machine it runs on; tests hand in their own.</summary>
public sealed record ProjectOptions
{
    /// <summary>Where the time comes from; the clock of the system by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The seed of the random part of run ids; by default fresh for each run, so that ids of several machines do not collide.</summary>
    public ulong? RunIdSeed { get; init; }

    /// <summary>How many different runs may open the vault; 3 by default, because a test set that is asked often becomes a validation set.</summary>
    public int VaultBudget { get; init; } = 3;

    /// <summary>How running processes are recognized; null means the process table of this machine.</summary>
    internal IProcessTable? Processes { get; init; }
}
