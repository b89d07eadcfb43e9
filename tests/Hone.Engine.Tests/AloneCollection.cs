namespace Hone.Engine.Tests;

/// <summary>Tests that run while no other does: they read counters of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
