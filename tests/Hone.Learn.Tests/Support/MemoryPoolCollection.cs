namespace Hone.Learn.Tests;

/// <summary>Tests that read the counters of the buffer pool: they run alone, because the counters belong to the whole process.</summary>
[CollectionDefinition("memory pool", DisableParallelization = true)]
public sealed class MemoryPoolCollection;
