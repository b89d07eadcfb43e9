namespace Hone.Bench.Harness;

/// <summary>Something that can be measured under an id.</summary>
internal abstract class Workload
{
    /// <summary>The name on the command line, such as <c>gemm-1024</c>; its family is a prefix.</summary>
    public required string Id { get; init; }

    /// <summary>Selects all its members on the command line.</summary>
    public required string Family { get; init; }

    /// <summary>What is measured, in one line.</summary>
    public required string Title { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>The least ratio that is good enough; null for figures without a promise.</summary>
    public double? Bar { get; init; }

    /// <summary>Whether PyTorch takes part.</summary>
    public abstract bool HasPeer { get; }

    public abstract Outcome Measure(Session session);
}
