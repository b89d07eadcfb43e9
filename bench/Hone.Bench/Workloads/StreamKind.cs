namespace Hone.Bench.Workloads;

/// <summary>What a memory calibration does with its arrays.</summary>
internal enum StreamKind
{
    Copy,
    Add,
    Read,
}
