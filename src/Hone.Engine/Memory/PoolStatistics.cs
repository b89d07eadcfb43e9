namespace Hone.Memory;

/// <summary>Counters of the buffer pool since the process began; also published as the meter <c>Hone.Memory</c>.</summary>
/// <param name="Rented">Blocks handed out.</param>
/// <param name="Returned">Blocks given back.</param>
/// <param name="Allocated">Blocks that the pool did not have and allocated; constant over steady training steps.</param>
/// <param name="AllocatedBytes">Bytes in blocks that the pool owns.</param>
public readonly record struct PoolStatistics(long Rented, long Returned, long Allocated, long AllocatedBytes)
{
    /// <summary>The counters of this moment.</summary>
    public static PoolStatistics Now => BufferPool.Statistics;
}
